import type { Locator } from 'playwright-core';

/** The visible text in one line, without icons. VS Code's no-break spaces become spaces. */
export async function readText(locator: Locator): Promise<string> {
  return plain((await locator.textContent()) ?? '');
}

/** Like `readText`, for visible elements with several paragraphs, which are separated by a space. */
export const readBlock = async (locator: Locator): Promise<string> => plain(await locator.innerText());

/** Matches `text` as a whole, ignoring case. */
export const exactly = (text: string): RegExp =>
  new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`, 'i');

export const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();
