import type { Locator } from 'playwright-core';

/** What a person reads there: one line of plain spaces (VS Code draws with no-break ones), without icons. */
export async function readText(locator: Locator): Promise<string> {
  return plain((await locator.textContent()) ?? '');
}

/** The same for a text of several paragraphs, which must be visible: a space stands between them. */
export const readBlock = async (locator: Locator): Promise<string> => plain(await locator.innerText());

/** Matches the whole of `text`, in capitals or not. */
export const exactly = (text: string): RegExp =>
  new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`, 'i');

export const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();
