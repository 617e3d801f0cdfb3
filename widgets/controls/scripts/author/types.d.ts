/** What is used of json-editor, which has no types of its own. */
declare module "@json-editor/json-editor" {
  /** A theme makes the elements of a form. */
  class Theme {
    getOptInCheckbox(address: string): { container: HTMLElement; checkbox: HTMLElement; label: HTMLElement };
  }

  export class JSONEditor {
    static defaults: {
      themes: { html: typeof Theme; [name: string]: typeof Theme };
      languages: { en: Record<string, string> };
    };
    constructor(holder: HTMLElement, options: object);
    readonly ready: boolean;
    getValue(): unknown;
    on(event: "change", heard: () => void): void;
    destroy(): void;
  }
}
