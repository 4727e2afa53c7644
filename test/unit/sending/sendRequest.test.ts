import * as assert from 'node:assert';
import { findObstacle } from '../../../src/sending/sendFromTemplate';
import { isRedirectUrl, parseDays } from '../../../src/sending/sendQuestions';
import { createDraft, toRecipients, toTemplateRequest, type Draft } from '../../../src/sending/sendRequest';
import { parseTemplateFacts, type TemplateFacts } from '../../../src/sending/templateFacts';
import { filledDraft } from './world';

const place = { page: 1, x: 1, y: 1, w: 1, h: 1 };
const signature = { type: 'signature', ...place, options: { name: 'sig' } };

function facts(more: object = {}): TemplateFacts {
  const result = parseTemplateFacts({
    objectId: 'Tp5mVa20Rk',
    title: 'NDA',
    signers: [
      {
        role: ' discloser ',
        name: '',
        email: '',
        widgets: [signature, { type: 'text input', ...place, options: { name: 'company' } }],
      },
      { role: 'Récipient', name: 'Li Wei', email: 'li@example.com', widgets: [signature] },
    ],
    sendInOrder: false,
    timeToCompleteDays: 9,
    redirect_url: 'https://example.com/done',
    prefill: {
      widgets: [
        { type: 'textbox', ...place, options: { name: 'ref-no', response: 'NDA-1' } },
        { type: 'checkbox', ...place, options: { name: 'terms' } },
        { type: 'image', ...place, options: { name: 'logo' } },
      ],
    },
    ...more,
  });
  assert.ok(result);
  return result;
}

const requestOf = (given: TemplateFacts, draft: Draft, contacts: readonly string[] = []) =>
  toTemplateRequest(given, draft, toRecipients(given, draft, contacts));

describe('request of a document from a template', () => {
  it('copies roles exactly, names all of them, and keeps types', () => {
    const given = facts();
    const draft = createDraft(given);
    assert.deepStrictEqual(draft.people, [undefined, { name: 'Li Wei', email: 'li@example.com' }]);
    draft.people[0] = { name: 'Ana', email: 'ana@example.com' };
    draft.sendEmail = false;
    assert.deepStrictEqual(requestOf(given, draft), {
      title: 'NDA',
      send_email: false,
      sendInOrder: false,
      timeToCompleteDays: 9,
      redirect_url: 'https://example.com/done',
      signers: [
        { role: ' discloser ', name: 'Ana', email: 'ana@example.com' },
        { role: 'Récipient', name: 'Li Wei', email: 'li@example.com' },
      ],
      prefill: { widgets: [{ name: 'ref-no', response: 'NDA-1' }] },
    });
  });

  it('values: a default goes to the widget of its role, a checkbox gets a list, signatures and images get none', () => {
    const given = facts();
    const draft = filledDraft(given);
    assert.deepStrictEqual(
      given.fields.map(({ name }) => name),
      ['company', 'ref-no', 'terms'],
    );
    for (const field of given.fields) {
      draft.values.set(field, field.type === 'checkbox' ? 'a, b' : 'x');
    }
    const request = requestOf(given, draft);
    const [first] = request.signers as { widgets?: unknown }[];
    assert.deepStrictEqual(first?.widgets, [{ name: 'company', default: 'x' }]);
    assert.deepStrictEqual(request.prefill, {
      widgets: [
        { name: 'ref-no', response: 'x' },
        { name: 'terms', response: ['a', 'b'] },
      ],
    });
  });

  it('an empty redirect URL removes the template’s, and isn’t sent when there is none', () => {
    const given = facts();
    const draft = { ...filledDraft(given), redirectUrl: '' };
    assert.strictEqual(requestOf(given, draft).redirect_url, '');
    assert.ok(!('redirect_url' in requestOf(facts({ redirect_url: '' }), draft)));
    assert.ok(!('redirect_url' in requestOf(facts({ redirect_url: undefined }), draft)));
  });

  it('uses a contact’s or the template’s spelling of an address, otherwise lower case', () => {
    const signers = [
      { role: 'A', widgets: [signature] },
      { role: 'B', widgets: [signature] },
      { role: 'C', name: 'Li', email: 'Li@Example.com', widgets: [signature] },
    ];
    const given = facts({ signers });
    const draft = createDraft(given);
    draft.people[0] = { name: 'Ana', email: 'ANA@example.com' };
    draft.people[1] = { name: 'New', email: 'New@Example.COM' };
    const request = requestOf(given, draft, ['Ana@Example.com']);
    assert.deepStrictEqual(
      (request.signers as { email: string }[]).map(({ email }) => email),
      ['Ana@Example.com', 'new@example.com', 'Li@Example.com'],
    );
  });

  it('Cc, Bcc and sender come from the template', () => {
    const copies = { cc: ['cc@example.com'], bcc: ['bcc@example.com'], sender_email: 'legal@example.com' };
    assert.deepStrictEqual(facts(copies).envelope, {
      cc: ['cc@example.com'],
      bcc: ['bcc@example.com'],
      sender: { email: 'legal@example.com' },
    });
    assert.deepStrictEqual(facts({ cc: null, bcc: '', sender_name: '' }).envelope, { cc: [], bcc: [] });
  });

  it('days are whole numbers, a redirect URL is https', () => {
    assert.strictEqual(parseDays(' 15 '), 15);
    assert.deepStrictEqual(['0', '-1', '1.5', 'x', '', '366'].map(parseDays), Array(6).fill(undefined));
    assert.ok(isRedirectUrl('') && isRedirectUrl('https://example.com/x'));
    assert.ok(!isRedirectUrl('http://example.com') && !isRedirectUrl('example.com'));
  });
});

describe('a template that is not ready', () => {
  it('no warning for a ready one, or when widgets aren’t known', () => {
    assert.strictEqual(findObstacle(facts().template), undefined);
    assert.strictEqual(findObstacle(facts({ signers: [{ role: 'A' }] }).template), undefined);
  });

  it('can’t be sent without roles, or with a nameless role', () => {
    assert.strictEqual(findObstacle(facts({ signers: [] }).template)?.isFinal, true);
    const nameless = findObstacle(facts({ signers: [{ widgets: [signature] }] }).template);
    assert.strictEqual(nameless?.isFinal, true);
    assert.match(nameless.detail, /Role 1 has no name/);
  });

  it('names a role without a signature, and explains approvers and viewers', () => {
    const obstacle = findObstacle(facts({ signers: [{ role: 'Model', widgets: [] }] }).template);
    assert.strictEqual(obstacle?.isFinal, false);
    assert.match(obstacle.detail, /^Missing signature widget: Model\. .*Approvers and viewers don’t/);
  });

  it('approvers and viewers need no signature, when the server returns them', () => {
    const signers = [
      { role: 'A', signer_role: 'approver', widgets: [] },
      { role: 'B', signer_role: 'viewer', widgets: [] },
    ];
    const given = facts({ signers });
    assert.strictEqual(findObstacle(given.template), undefined);
    const [first] = requestOf(given, filledDraft(given)).signers as { signer_role?: unknown }[];
    assert.strictEqual(first?.signer_role, 'approver');
  });
});
