import * as vscode from 'vscode';
import { inertValue, longestPassage, longestValue, longestValues } from './inertText';

class Passage {
  constructor(readonly text: string) {}
}

/** Marks a sentence, a list or a URL inside a message, which may be longer than other values. */
export function passage(text: string): Passage {
  return new Passage(text);
}

/**
 * `vscode.l10n` with inert values of limited length, so that no title can hide or reorder the words around it.
 */
export const l10n = {
  t(message: string, ...args: readonly (string | number | boolean | Passage)[]): string {
    const share = Math.floor(longestValues / Math.max(1, args.length));
    return vscode.l10n.t(message, ...args.map((value) => makeInert(value, share)));
  },
};

function makeInert(value: string | number | boolean | Passage, share: number): string | number | boolean {
  if (value instanceof Passage) {
    return inertValue(value.text, Math.min(longestPassage, share));
  }
  return typeof value === 'string' ? inertValue(value, Math.min(longestValue, share)) : value;
}
