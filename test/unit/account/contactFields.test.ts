import * as assert from 'node:assert';
import type { Contact } from '../../../src/api/contacts';
import {
  contactDetail,
  contactText,
  parseSearch,
  fieldLines,
  checkField,
  getChanges,
  toContactInput,
  findUnsaved,
  toDraft,
  findByEmail,
} from '../../../src/account/contactFields';

const ada: Contact = {
  id: 'a',
  name: 'Ada',
  email: 'ada@example.com',
  phone: '555',
  jobTitle: 'Engineer',
};

describe('fields of a contact', () => {
  it('sends nothing if nothing was changed', () => {
    assert.deepStrictEqual(getChanges(ada, toDraft(ada)), {});
  });

  it('sends only changed fields, without white space around them', () => {
    const draft = { ...toDraft(ada), company: ' Analytical ', phone: '555 ', job_title: 'Countess' };
    assert.deepStrictEqual(getChanges(ada, draft), { company: 'Analytical', job_title: 'Countess' });
  });

  it('never sends an empty text, which the server ignores', () => {
    assert.deepStrictEqual(getChanges(ada, { ...toDraft(ada), phone: '' }), {});
    const draft = toDraft(undefined, { name: 'Bo', email: ' bo@example.com ' });
    assert.deepStrictEqual(toContactInput(draft), { name: 'Bo', email: 'bo@example.com' });
  });

  it('starts with what was typed, and with the contact’s own fields elsewhere', () => {
    assert.deepStrictEqual(toDraft(ada, { name: 'Ada Ruiz', phone: ' ' }), {
      name: 'Ada Ruiz',
      email: 'ada@example.com',
      phone: '555',
      company: '',
      job_title: 'Engineer',
    });
  });

  it('takes a search text with an @ as an email, and any other as a name', () => {
    assert.deepStrictEqual(parseSearch('bo@ex'), { email: 'bo@ex' });
    assert.deepStrictEqual(parseSearch('Bo'), { name: 'Bo' });
  });

  it('requires only a name and a valid email of a new contact', () => {
    assert.strictEqual(checkField('name', ' ', undefined), 'empty');
    assert.strictEqual(checkField('email', '', undefined), 'empty');
    assert.strictEqual(checkField('email', 'ada@', undefined), 'malformed');
    assert.strictEqual(checkField('email', 'ada@example.com', undefined), undefined);
    assert.strictEqual(checkField('phone', '', undefined), undefined);
  });

  it('refuses to clear a field, which the API can’t do', () => {
    assert.strictEqual(checkField('phone', '', ada), 'cannotEmpty');
    assert.strictEqual(checkField('company', '', ada), undefined, 'it is empty already');
  });

  it('accepts what the server has, even if it is invalid', () => {
    const odd: Contact = { id: 'b', email: 'bo@localhost' };
    assert.strictEqual(checkField('email', 'bo@localhost', odd), undefined);
    assert.strictEqual(checkField('name', '', odd), undefined);
    assert.strictEqual(checkField('email', 'bo@localhost2', odd), 'malformed');
  });

  it('names the fields that a server did not keep', () => {
    const sent = { name: 'Ada', email: 'ada@example.com', company: 'Analytical', job_title: 'Engineer' };
    assert.deepStrictEqual(findUnsaved(sent, ada), ['company']);
  });

  it('finds an email in any case', () => {
    assert.strictEqual(findByEmail([{ id: 'x' }, ada], 'ADA@example.com'), ada);
    assert.strictEqual(findByEmail([ada], 'adam@example.com'), undefined);
  });
});

describe('texts for contacts', () => {
  it('name a contact by what is known of it', () => {
    assert.strictEqual(contactText(ada), 'Ada (ada@example.com)');
    assert.strictEqual(contactText({ id: 'x', email: 'bo@example.com' }), 'bo@example.com');
    assert.strictEqual(contactText({ id: 'x', name: 'Bo\nB' }), 'Bo B');
    assert.strictEqual(contactDetail(ada), 'Engineer · 555');
    assert.strictEqual(contactDetail({ id: 'x' }), undefined);
  });

  it('list only fields with a value', () => {
    assert.strictEqual(fieldLines({ phone: '1', name: 'Bo', company: '' }), 'Name: Bo\nPhone: 1');
  });
});
