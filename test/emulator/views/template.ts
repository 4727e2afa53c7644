import type { Deployment } from '../deployment';
import { present, type Json } from '../json';
import type { Template } from '../records';
import { viewSigners } from './signers';

/** `GET /template/{id}`. */
export function viewTemplate(deployment: Deployment, template: Template): Json {
  const { settings, id, title, note, description, created, updated } = template;
  const file = deployment.storage.link(template.file);
  const owner = deployment.getOwner(template).name;
  const signers = viewSigners(deployment, template.roles, 'template', true);
  const { sendInOrder, enableOTP, enableTour } = settings;
  const dates = { createdAt: created.at, updatedAt: updated.at };
  if (deployment.settings.quirks.shortObjects) {
    const head = { objectId: id, title, note, folder: {}, file, owner, signers };
    return present({ ...head, sendInOrder, enableOTP, ...dates, enableTour });
  }
  return present({
    objectId: id,
    title,
    note,
    description: description ?? '',
    file,
    owner,
    signers,
    ...listedSettings(template),
    timeToCompleteDays: settings.timeToCompleteDays,
    merge_certificate: settings.merge_certificate,
    notify_on_signatures: settings.notify_on_signatures,
    pen_colors: settings.pen_colors,
    sender_name: settings.sender_name,
    sender_email: settings.sender_email,
    bcc: settings.bcc,
    cc: settings.cc,
    prefill: { widgets: settings.prefill },
    ...dates,
  });
}

/** An item of `GET /templatelist`. Its file link only works if the list has a single item. */
export function viewTemplateItem(deployment: Deployment, template: Template, single: boolean): Json {
  const { storage, settings } = deployment;
  const { quirks } = settings;
  const { id, title, note, roles, created, updated } = template;
  const file = single ? storage.link(template.file) : storage.rawUrl(template.file);
  const owner = deployment.getOwner(template).name;
  const signers = viewSigners(deployment, roles, 'template', quirks.listWidgets);
  const dates = { createdAt: created.at, updatedAt: updated.at };
  if (quirks.shortObjects) {
    const { sendInOrder, enableOTP, enableTour } = template.settings;
    const shown = (flag: boolean): boolean => flag && !quirks.listBooleansFalse;
    const head = { objectId: id, title, note, folder: {}, file, owner, signers };
    const flags = { sendInOrder: shown(sendInOrder), enableOTP: shown(enableOTP) };
    return present({ ...head, ...flags, ...dates, enableTour: shown(enableTour) });
  }
  const listed = listedSettings(template);
  if (quirks.listBooleansFalse) Object.assign(listed, { sendInOrder: false, enableTour: false });
  const prefill = { widgets: template.settings.prefill };
  return present({ objectId: id, title, note, file, owner, signers, ...listed, prefill, ...dates });
}

/** The settings in lists and GET of v1.2, in the server's order. */
export function listedSettings({ settings }: Template): Json {
  const { sendInOrder, send_in_order_strict, allow_offline_sign, enableTour, redirect_url } = settings;
  const { allow_modifications, auto_reminder, remind_once_in_every } = settings;
  return {
    sendInOrder,
    send_in_order_strict,
    allow_offline_sign,
    enableTour,
    redirect_url,
    allow_modifications,
    auto_reminder,
    remind_once_in_every,
  };
}
