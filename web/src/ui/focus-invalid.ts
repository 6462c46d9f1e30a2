/** Puts the focus on the first field of a form that is marked invalid, once the marks are rendered. */
export function focusInvalid(form: HTMLFormElement | null): void {
  requestAnimationFrame(() =>
    form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid="true"]:checked')?.focus(),
  );
}
