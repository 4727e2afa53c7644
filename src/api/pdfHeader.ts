/** How far into a file its header may stand. Source: PDF 1.7, implementation note 13. */
export const pdfHeaderWindow = 1024;

/** True when the bytes begin with a PDF header, within the distance that PDF readers accept. */
export function hasPdfHeader(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, pdfHeaderWindow);
  // latin1: one character a byte, whatever the bytes are.
  return new TextDecoder('latin1').decode(start).includes('%PDF-');
}
