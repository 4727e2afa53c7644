import { isObject, list, text, type JsonObject } from '../api/values';
import { completeOptions } from '../layout/layoutRequest';
import { settings, toWidgetType } from '../layout/layoutSchema';
import { listWidgets, readOptions } from '../layout/layoutText';
import { l10n, passage } from '../ui/l10n';
import { oneLine } from '../ui/text';

const senderSettings = ['sender_name', 'sender_email'];

/** One line for each thing that is lost when this template is copied through the API. */
export function listLosses(template: JsonObject): readonly string[] {
  const roles = list(template.signers).filter(isObject);
  const newSigners = roles.flatMap(({ role, signer_role }, index) =>
    text(signer_role) === undefined ? [text(role) ?? String(index + 1)] : [],
  );
  const isLost = (api: string) => template[api] === undefined;
  const lostSettings = settings
    .filter(({ api, isDocumentOnly }) => !isDocumentOnly && !senderSettings.includes(api) && isLost(api))
    .map(({ api }) => api);
  return [
    roles.some(({ access_code }) => text(access_code) === undefined) &&
      l10n.t('Access codes of signers. The API never returns them.'),
    newSigners.length > 0 &&
      l10n.t(
        'Approver and viewer roles can’t be read. These become signers: {0}',
        passage(newSigners.map(oneLine).join(', ')),
      ),
    describeLostOptions(getWidgets(template)),
    describeFolder(template.folder),
    senderSettings.every(isLost) && l10n.t('The sender’s name and email.'),
    lostSettings.length > 0 &&
      l10n.t(
        'Settings that the server doesn’t return, so defaults apply: {0}',
        passage(lostSettings.join(', ')),
      ),
  ].filter((line) => typeof line === 'string');
}

function describeFolder(folder: unknown): string | undefined {
  if (!isObject(folder)) {
    return l10n.t('The folder, if it is in one.');
  }
  const name = text(folder.name) ?? text(folder.objectId);
  return name === undefined ? undefined : l10n.t('The folder “{0}”.', oneLine(name));
}

function describeLostOptions(widgets: readonly JsonObject[]): string | undefined {
  const lost = widgets.flatMap((widget) => {
    const given = readOptions(widget);
    return getExpectedOptions(toWidgetType(widget.type)).filter((name) => given[name] === undefined);
  });
  if (lost.length === 0) {
    return undefined;
  }
  return widgets.every((widget) => Object.keys(readOptions(widget)).length === 0)
    ? l10n.t('All widget options (required, format, values, …). The server returns none.')
    : l10n.t(
        'Widget options that the server doesn’t return, so defaults apply: {0}',
        passage([...new Set(lost)].join(', ')),
      );
}

function getExpectedOptions(type: string | undefined): readonly string[] {
  // A signature has no other option than a hint, and the default implies whether a date is the day of signing.
  const ignored = ['name', 'signing_date'];
  return type === undefined || type === 'signature'
    ? []
    : Object.keys(completeOptions(type, {}, '')).filter((name) => !ignored.includes(name));
}

/** All widgets of a template, including those that the sender fills in. */
export function getWidgets({ signers, prefill }: JsonObject): readonly JsonObject[] {
  return [...list(signers), prefill].flatMap(listWidgets);
}
