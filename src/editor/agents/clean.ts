import { redact } from '../../api/redact';
import { oneLine } from '../../ui/text';

/** Longest text of the server that a model is given. */
const maxLength = 300;

const link = /\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>]+/gi;

/** Removes from what the server said whatever a model must not get. */
export class Cleaner {
  private readonly ownHost: RegExp;

  /** `origin` is that of the server whose texts are cleaned. */
  constructor(origin: string) {
    const host = new URL(origin).hostname.replace(/[.[\]]/g, '\\$&');
    // Links are written without their scheme as well.
    this.ownHost = new RegExp(`(?<![\\w@.-])(?:[\\w-]+\\.)*${host}(?::\\d+)?/[^\\s"'<>]*`, 'gi');
  }

  /**
   * One line without a link or a token. All links go: a model has no use for them, and which of them is a key to
   * something cannot be told for sure. Undefined stays undefined.
   */
  text(value: string): string;
  text(value: string | undefined): string | undefined;
  text(value: string | undefined): string | undefined {
    if (value === undefined) {
      return undefined;
    }
    const plain = redact(
      oneLine(value).replace(link, '(link removed)').replace(this.ownHost, '(link removed)'),
    );
    return plain.length > maxLength ? `${plain.slice(0, maxLength - 1)}…` : plain;
  }
}
