import * as path from 'node:path';

/** The folder that holds package.json; every script and test names its files from here. */
export const root = path.resolve(__dirname, '..');

export const fromRoot = (...parts: string[]): string => path.join(root, ...parts);

/** Reports and screenshots of failures. Not committed. */
export const outputFolder = fromRoot('test-output');

export const packageFile = fromRoot('dist', 'opensign-vscode.vsix');
