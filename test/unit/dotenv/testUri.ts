import type * as vscode from 'vscode';

/** A uri that is good for paths and nothing else. */
export function testUri(path: string, scheme = 'file'): vscode.Uri {
  const uri: Partial<vscode.Uri> = {
    scheme,
    path,
    fsPath: path,
    with: (change) => testUri(change.path ?? path, change.scheme ?? scheme),
    toString: () => `${scheme}://${path}`,
  };
  return uri as vscode.Uri;
}

export function parseTestUri(text: string): vscode.Uri {
  const [, scheme, path] = /^([\w-]+):\/\/(.*)$/s.exec(text) ?? [];
  return testUri(path ?? text, scheme);
}
