// Keeps the diary in this browser, and moves it in and out as a file. Nothing of it ever goes into an address.

const KEY = "strength-guide-diary";
const ASIDE = `${KEY}-set-aside`;
const LARGEST = 2_000_000;

function kept() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function keep(text, key = KEY) {
  try {
    if (text) localStorage.setItem(key, text);
    else for (const each of [KEY, ASIDE]) localStorage.removeItem(each);
    return true;
  } catch {
    return false;
  }
}

function initialize({ model }) {
  const tell = () => {
    const text = kept();
    if (text && text !== model.get("text")) model.send({ kind: "found", text });
  };
  const write = () => {
    if (!keep(model.get("text"))) {
      model.set("says", "This browser refuses to keep your diary. Download it before you leave.");
    }
  };
  const told = (content) => content.kind === "set aside" && keep(kept(), ASIDE);
  const elsewhere = (event) => {
    if (event.key !== KEY) return;
    if (event.newValue) tell();
    else if (model.get("text")) model.send({ kind: "forgotten" });
  };
  tell();
  model.on("msg:custom", told);
  model.on("change:text", write);
  window.addEventListener("storage", elsewhere);
  return () => {
    model.off("msg:custom", told);
    model.off("change:text", write);
    window.removeEventListener("storage", elsewhere);
  };
}

function download(text) {
  const now = new Date();
  const two = (n) => String(n).padStart(2, "0");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = `strength-guide-diary-${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}.json`;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function render({ model, el }) {
  el.classList.add("diary");
  el.innerHTML = `
    <section aria-labelledby="diary-title">
      <h2 id="diary-title">Your diary</h2>
      <p>Your answers and check-ins are kept in this browser and nowhere else. While the page is open they pass through
      the server's memory; the server never writes them down. Some browsers delete what they keep after a week without
      a visit, so download a copy now and then.</p>
      <div class="diary-buttons">
        <button type="button" class="quiet" data-do="download">Download diary</button>
        <label class="quiet diary-open">Open diary<input type="file" accept=".json,application/json"></label>
        <button type="button" class="quiet" data-do="forget">Forget everything here</button>
        <button type="button" class="quiet" data-do="undo">Undo forgetting</button>
      </div>
      <p role="status" class="diary-says"></p>
    </section>`;
  const [status, file, undo] = [".diary-says", "input", "[data-do=undo]"].map((at) => el.querySelector(at));

  const say = () => {
    status.textContent = model.get("says");
    undo.hidden = !model.get("can_undo");
  };

  el.querySelector("[data-do=download]").addEventListener("click", () => {
    const text = model.get("text");
    if (text) download(text);
    else status.textContent = "There is nothing to download yet: answer a question or save a check-in first.";
  });
  el.querySelector("[data-do=forget]").addEventListener("click", () => model.send({ kind: "forget" }));
  undo.addEventListener("click", () => model.send({ kind: "undo" }));
  file.addEventListener("change", async () => {
    const chosen = file.files[0];
    if (!chosen) return;
    if (chosen.size > LARGEST) status.textContent = "This file is too large to be a diary, so nothing was opened.";
    else model.send({ kind: "opened", text: await chosen.text() });
    file.value = "";
  });
  say();
  model.on("change:says change:can_undo", say);
  return () => model.off("change:says change:can_undo", say);
}

export default { initialize, render };
