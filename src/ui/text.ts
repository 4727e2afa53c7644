/** `text` with every run of white space, line breaks included, as one space. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** UTF-16 units of a path, so that a row has room for it next to a file name. */
const longestPath = 160;
/** Of these, the units at the beginning. The end says more: it's the file name. */
const pathStart = 50;

/** `path` with an ellipsis in its middle when it's too long, so that the file name at its end stays visible. */
export function shortenPath(path: string): string {
  return path.length > longestPath
    ? `${path.slice(0, pathStart)}…${path.slice(pathStart + 1 - longestPath)}`
        .toWellFormed()
        .replace(/\ufffd?…\ufffd?/, '…')
    : path;
}
