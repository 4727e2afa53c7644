import * as vscode from 'vscode';
import { inertValue, longestPassage, longestValue, longestValues } from './inertText';

/** A value that may be longer than others in a message. */
export class Passage {
  constructor(readonly text: string) {}
}

/** Marks a sentence, a list or a URL that is part of a message, where all of it matters: it is capped later. */
export function passage(text: string): Passage {
  return new Passage(text);
}

/**
 * Stands for `vscode.l10n`: the same translation, with each value made inert and capped, so that no title can hide or
 * reorder the words around it.
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
