/** The window of the smoke test, in CSS pixels. */
export const PHONE = { width: 390, height: 844 };
