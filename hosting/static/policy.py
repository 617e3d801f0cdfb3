"""What a page that brings its own policy may load: whoever hosts files may not be able to send one."""

from hosting.front.policy import INLINE, hashed, written


def _scripts(*more: str, own: list[str]) -> str:
    """Those of the page by their hashes, widgets' as blobs, and WebAssembly."""
    return " ".join([*more, "blob:", "'wasm-unsafe-eval'", *hashed(own)])


def of_files() -> str:
    """The page as files: its own ones."""
    rules = {"default-src": "'self'", "script-src": _scripts("'self'", own=INLINE)}
    return written({**rules, "style-src": "'self' 'unsafe-inline'", "img-src": "'self' blob: data:"})


def of_one_file(script: str) -> str:
    """The page as one file: nothing from anywhere, but what it holds itself, its front end's script among it."""
    rules = {"default-src": "'none'", "script-src": _scripts(own=[*INLINE, script]), "worker-src": "blob:"}
    return written({**rules, "connect-src": "blob: data:", "style-src": "'unsafe-inline'", "img-src": "blob: data:"})
