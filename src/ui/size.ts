/** Bytes in the unit that OpenSign's limits are given in. */
export const mebibyte = 1024 * 1024;

const number = (value: number, digits: number) =>
  value.toLocaleString('en', { minimumFractionDigits: 0, maximumFractionDigits: digits, useGrouping: true });

/** A size for people: "5 MB", "1.4 MB", "820 KB". One MB is 1024 × 1024 bytes, as in the limits. */
export function formatSize(bytes: number): string {
  if (bytes < 1024) {
    return `${number(bytes, 0)} B`;
  }
  if (bytes < mebibyte) {
    return `${number(bytes / 1024, 0)} KB`;
  }
  return `${number(bytes / mebibyte, 1)} MB`;
}

/**
 * A size beside a limit that it exceeds. Rounding must not make the two read alike: a byte over 5 MB is shown in
 * bytes ("5,242,881 bytes"), not as "5 MB".
 */
export function formatSizeOver(bytes: number, limit: number): string {
  return formatSize(bytes) === formatSize(limit) ? `${number(bytes, 0)} bytes` : formatSize(bytes);
}
