import type { Deployment } from '../deployment';
import { present, type Json } from '../json';
import type { Document } from '../records';
import { getState } from '../state';
import { viewSigners } from './signers';
import { listedSettings } from './template';

/** `GET /document/{id}`. */
export function viewDocument(deployment: Deployment, document: Document): Json {
  const { settings, id, title, note, created, updated, templateId } = document;
  const { storage } = deployment;
  const folder = viewFolder(deployment, document);
  const file = storage.link(document.signedFile ?? document.file);
  const certificate = document.certificate === undefined ? '' : storage.link(document.certificate);
  const owner = deployment.getOwner(document).name;
  const signers = makeSigners(deployment, document, true);
  const { sendInOrder, enableOTP, enableTour } = settings;
  const dates = { createdAt: created.at, updatedAt: updated.at };
  if (deployment.settings.quirks.shortObjects) {
    const head = { objectId: id, title, note, folder, file, certificate, owner, signers };
    return present({ ...head, sendInOrder, enableOTP, ...dates, enableTour });
  }
  const { auto_reminder, remind_once_in_every, ...order } = listedSettings(document);
  return present({
    status: getState(document),
    objectId: id,
    title,
    note,
    folder,
    file,
    certificate,
    owner,
    template_id: templateId,
    signers,
    audit_trail: auditTrail(deployment, document),
    ...order,
    auto_reminder,
    remind_once_in_every,
    pen_colors: settings.pen_colors,
    bcc: settings.bcc,
    cc: settings.cc,
    ...dates,
  });
}

/** An item of `GET /documentlist/{doctype}`. */
export function viewDocumentItem(deployment: Deployment, document: Document, single: boolean): Json {
  const { storage, settings } = deployment;
  const { quirks } = settings;
  const { id, title, note, created, updated, templateId } = document;
  const folder = viewFolder(deployment, document);
  const owner = deployment.getOwner(document).name;
  const signers = makeSigners(deployment, document, quirks.listWidgets);
  const dates = { createdAt: created.at, updatedAt: updated.at };
  const key = document.signedFile ?? document.file;
  const link = single ? storage.link(key) : storage.rawUrl(key);
  const file = quirks.documentListFile ? link : undefined;
  const head = { objectId: id, title, note, folder, file, owner, signers };
  if (quirks.shortObjects) {
    const { sendInOrder, enableOTP, enableTour } = document.settings;
    const shown = (flag: boolean): boolean => flag && !quirks.listBooleansFalse;
    const flags = { sendInOrder: shown(sendInOrder), enableOTP: shown(enableOTP) };
    return present({ ...head, ...flags, ...dates, enableTour: shown(enableTour) });
  }
  const { auto_reminder, remind_once_in_every, ...order } = listedSettings(document);
  if (quirks.listBooleansFalse) Object.assign(order, { sendInOrder: false, enableTour: false });
  return present({
    ...head,
    ...order,
    template_id: templateId,
    auto_reminder,
    remind_once_in_every,
    ...dates,
  });
}

function makeSigners(deployment: Deployment, document: Document, withWidgets: boolean): Json[] {
  if (!document.bareSigners) return viewSigners(deployment, document.roles, 'document', withWidgets);
  return document.bareSigners.map((id) => {
    const contact = deployment.contacts.get(id);
    return { name: contact?.name ?? '', email: contact?.email ?? '', phone: contact?.phone ?? '' };
  });
}

function viewFolder({ folders }: Deployment, { folderId }: Document): Json {
  const folder = folderId === undefined ? undefined : folders.get(folderId);
  return folder ? present({ objectId: folder.id, name: folder.folderName }) : {};
}

function auditTrail({ contacts }: Deployment, document: Document): Json[] {
  if (!document.sent) return [];
  return document.roles.flatMap(({ contactId }) => {
    const contact = contactId === undefined ? undefined : contacts.get(contactId);
    if (!contact) return [];
    const trail = document.trail.get(contact.id);
    return [{ email: contact.email, viewed: trail?.viewed ?? '', signed: trail?.signed ?? '' }];
  });
}
