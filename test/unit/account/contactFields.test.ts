import * as assert from 'node:assert';
import type { Contact } from '../../../src/api/contacts';
import {
  changesOf,
  draftFromSearch,
  draftOf,
  fieldProblem,
  newContact,
  notKept,
  withEmail,
} from '../../../src/account/contactFields';
import { contactDetail, contactText, fieldLines } from '../../../src/account/contactWords';

const ada: Contact = {
  id: 'a',
  name: 'Ada',
  email: 'ada@example.com',
  phone: '555',
  jobTitle: 'Engineer',
};

describe('fields of a contact', () => {
  it('sends nothing when nothing was changed', () => {
    assert.deepStrictEqual(changesOf(ada, draftOf(ada)), {});
  });

  it('sends only what was changed, without white space around it', () => {
    const draft = { ...draftOf(ada), company: ' Analytical ', phone: '555 ', job_title: 'Countess' };
    assert.deepStrictEqual(changesOf(ada, draft), { company: 'Analytical', job_title: 'Countess' });
  });

  it('never sends an empty text, which the server would not take as "clear this"', () => {
    assert.deepStrictEqual(changesOf(ada, { ...draftOf(ada), phone: '' }), {});
    const draft = draftOf(undefined, { name: 'Bo', email: ' bo@example.com ' });
    assert.deepStrictEqual(newContact(draft), { name: 'Bo', email: 'bo@example.com' });
  });

  it('begins with what was typed, and with what the contact says elsewhere', () => {
    assert.deepStrictEqual(draftOf(ada, { name: 'Ada Ruiz', phone: ' ' }), {
      name: 'Ada Ruiz',
      email: 'ada@example.com',
      phone: '555',
      company: '',
      job_title: 'Engineer',
    });
  });

  it('takes a search for an address as an address, anything else as a name', () => {
    assert.deepStrictEqual(draftFromSearch('bo@ex'), { email: 'bo@ex' });
    assert.deepStrictEqual(draftFromSearch('Bo'), { name: 'Bo' });
  });

  it('wants a name and a good address of a new contact, and nothing else', () => {
    assert.strictEqual(fieldProblem('name', ' ', undefined), 'empty');
    assert.strictEqual(fieldProblem('email', '', undefined), 'empty');
    assert.strictEqual(fieldProblem('email', 'ada@', undefined), 'malformed');
    assert.strictEqual(fieldProblem('email', 'ada@example.com', undefined), undefined);
    assert.strictEqual(fieldProblem('phone', '', undefined), undefined);
  });

  it('does not promise to empty what the API cannot empty', () => {
    assert.strictEqual(fieldProblem('phone', '', ada), 'cannotEmpty');
    assert.strictEqual(fieldProblem('company', '', ada), undefined, 'it is empty already');
  });

  it('lets stand what the server has, however odd', () => {
    const odd: Contact = { id: 'b', email: 'bo@localhost' };
    assert.strictEqual(fieldProblem('email', 'bo@localhost', odd), undefined);
    assert.strictEqual(fieldProblem('name', '', odd), undefined);
    assert.strictEqual(fieldProblem('email', 'bo@localhost2', odd), 'malformed');
  });

  it('names what a server did not keep', () => {
    const sent = { name: 'Ada', email: 'ada@example.com', company: 'Analytical', job_title: 'Engineer' };
    assert.deepStrictEqual(notKept(sent, ada), ['company']);
  });

  it('finds an address in any case', () => {
    assert.strictEqual(withEmail([{ id: 'x' }, ada], 'ADA@example.com'), ada);
    assert.strictEqual(withEmail([ada], 'adam@example.com'), undefined);
  });
});

describe('words for contacts', () => {
  it('call a contact by what is known of it', () => {
    assert.strictEqual(contactText(ada), 'Ada (ada@example.com)');
    assert.strictEqual(contactText({ id: 'x', email: 'bo@example.com' }), 'bo@example.com');
    assert.strictEqual(contactText({ id: 'x', name: 'Bo\nB' }), 'Bo B');
    assert.strictEqual(contactDetail(ada), 'Engineer · 555');
    assert.strictEqual(contactDetail({ id: 'x' }), undefined);
  });

  it('list only fields that say something', () => {
    assert.strictEqual(fieldLines({ phone: '1', name: 'Bo', company: '' }), 'Name: Bo\nPhone: 1');
  });
});
