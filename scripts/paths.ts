import * as path from 'node:path';

/** The folder of package.json. */
export const root = path.resolve(__dirname, '..');

export const fromRoot = (...parts: string[]): string => path.join(root, ...parts);

/** For reports and screenshots of failures. Git-ignored. */
export const outputFolder = fromRoot('test-output');

export const packageFile = fromRoot('dist', 'opensign-vscode.vsix');
