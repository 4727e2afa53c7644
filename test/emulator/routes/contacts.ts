import { refusal } from '../apiError';
import { ApiError } from '../apiError';
import type { Call, Routes } from '../call';
import { newestFirst } from '../deployment';
import { isString, optional, present } from '../json';
import { cut, parsePageLeniently } from '../page';
import type { Contact } from '../records';

const FIELDS = ['name', 'email', 'phone', 'company', 'job_title'] as const;

export function addContactRoutes(routes: Routes, { onlyV1Routes }: { onlyV1Routes: boolean }): void {
  routes.add('post', '/createcontact', ({ account, body }) => contactView(account.contacts.create(body)));
  routes.add('get', '/contact/:id', (call) => contactView(getContact(call)));
  if (!onlyV1Routes) routes.add('put', '/contact/:id', put);
  routes.add('delete', '/contact/:id', (call) => {
    const contact = getContact(call);
    contact.deleted = true;
    contact.updated = call.deployment.stamp();
    return { objectId: contact.id, deletedAt: contact.updated.at };
  });
  routes.add('get', '/contactlist', (call) => {
    const newest = newestFirst(call.account.contacts.live(), ({ created }) => created);
    return { result: cut(newest, parsePageLeniently(call)).map(contactView) };
  });
}

const getContact = ({ account, params }: Call): Contact => account.contacts.get(params['id'] ?? '');

function contactView({ id, name, email, phone, company, job_title, created, updated }: Contact): object {
  const dates = { createdAt: created.at, updatedAt: updated.at };
  return present({ objectId: id, name, email, phone, company, job_title, ...dates });
}

function put(call: Call): object {
  const { account, deployment, body } = call;
  const keys = Object.keys(body);
  if (keys.length === 0 || keys.some((key) => !FIELDS.some((field) => field === key))) {
    throw refusal(400, 'Please provide valid field names!');
  }
  const contact = getContact(call);
  const email = optional(body, 'email', isString);
  const other = email ? account.contacts.byEmail(email) : undefined;
  if (other && other !== contact) {
    throw new ApiError(401, { error: 'Contact already exists!', objectId: other.id });
  }
  for (const field of FIELDS) {
    const value = optional(body, field, isString);
    if (value) contact[field] = value;
  }
  contact.updated = deployment.stamp();
  return { objectId: contact.id, message: 'Contact updated successfully' };
}
