import { hideLinks } from '../api/fileLinks';
import { redact } from '../api/redact';
import { oneLine } from '../ui/text';

/** Longest text of the server that a model is given. */
const maxLength = 300;
/** UTF-16 units that are cleaned: links in front may become shorter. */
const reach = 4 * maxLength;
/** Longer than any token, part of which may be left where the text was cut. */
const longestToken = 40;

/**
 * A server's text as a model may have it: one line without a link or a token, at most 300 characters. All links go: a
 * model has no use for them, and which of them is a key to something can't be known. Undefined stays undefined.
 */
export function cleanText(value: string): string;
export function cleanText(value: string | undefined): string | undefined;
export function cleanText(value: string | undefined): string | undefined {
  if (value === undefined) {
    return undefined;
  }
  const plain = redact(hideLinks(oneLine(value.slice(0, reach))));
  const whole = value.length > reach && plain.length < maxLength ? plain.slice(0, -longestToken) : plain;
  return value.length > reach || plain.length > maxLength
    ? `${whole
        .slice(0, maxLength - 1)
        .toWellFormed()
        .replace(/\ufffd$/, '')}…`
    : plain;
}
