/** What a person has typed in a form, told from what the page came with. */
export interface TypedForm {
  /** Which of the page's forms. */
  readonly at: number;
  readonly values: readonly TypedValue[];
}

/** Several fields may share a name: `at` tells which of them. */
interface TypedValue {
  readonly name: string;
  readonly at: number;
  readonly value: string;
  readonly isChecked: boolean;
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Whether something in it differs from what the page came with; a file always does. */
export function isChanged(form: HTMLFormElement): boolean {
  return controlsOf(form).some(isControlChanged);
}

/** Whether anything is filled in, whoever did. */
export function isFilledIn(form: HTMLFormElement): boolean {
  return controlsOf(form).some((control) => (isBox(control) ? control.checked : control.value.trim() !== ''));
}

/** A file cannot be put back in a form by a script, for good reasons. */
export function hasFiles(form: HTMLFormElement): boolean {
  return controlsOf(form).some((control) => control.type === 'file' && control.value !== '');
}

export function typedIn(form: HTMLFormElement, at: number): TypedForm {
  return {
    at,
    values: placed(form).map(({ control, name, at: place }) => ({
      name, at: place, value: control.value, isChecked: isBox(control) && control.checked,
    })),
  };
}

/** Puts what was typed back in its fields. */
export function fillIn(form: HTMLFormElement, { values }: TypedForm): void {
  for (const { control, name, at } of placed(form)) {
    const typed = values.find((one) => one.name === name && one.at === at);
    if (typed === undefined || control.type === 'file') continue;
    if (isBox(control)) control.checked = typed.isChecked;
    else control.value = typed.value;
  }
  form.dispatchEvent(new Event('input', { bubbles: true }));
  form.dispatchEvent(new Event('change', { bubbles: true }));
}

function placed(form: HTMLFormElement): { control: Control; name: string; at: number }[] {
  const seen = new Map<string, number>();
  return controlsOf(form).map((control) => {
    const at = seen.get(control.name) ?? 0;
    seen.set(control.name, at + 1);
    return { control, name: control.name, at };
  });
}

function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.elements].filter(isControl).filter(({ name, type }) => name !== '' && type !== 'hidden' && type !== 'submit');
}

function isControl(element: Element): element is Control {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement;
}

function isBox(control: Control): control is HTMLInputElement {
  return control instanceof HTMLInputElement && (control.type === 'checkbox' || control.type === 'radio');
}

function isControlChanged(control: Control): boolean {
  if (isBox(control)) return control.checked !== control.defaultChecked;
  if (!(control instanceof HTMLSelectElement)) return control.value !== control.defaultValue;
  const chosen = Math.max(0, [...control.options].findIndex(({ defaultSelected }) => defaultSelected));
  return control.selectedIndex !== chosen;
}
