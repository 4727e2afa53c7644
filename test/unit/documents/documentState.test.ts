import * as assert from 'node:assert';
import { documentGroups, parseDocument, type Document, type DocumentGroup } from '../../../src/api/document';
import {
  documentState,
  hasEnded,
  signerProgress,
  type DocumentState,
  type SignerState,
} from '../../../src/api/documentState';
import { withoutLinks } from '../../../src/documents/documentApi';

type State = DocumentState['state'];

/** The state by group, when nothing else shows it. */
const byGroup: Readonly<Record<DocumentGroup, State>> = {
  inprogress: 'inProgress',
  completed: 'completed',
  declined: 'declined',
  expired: 'expired',
  draft: 'draft',
};

/** Every spelling that was seen or is likely, with its meaning. `undefined`: the server returns no status. */
const byStatus: readonly (readonly [status: unknown, state: State | undefined])[] = [
  [undefined, undefined],
  ['', undefined],
  ['  ', undefined],
  [null, undefined],
  [{}, undefined],
  ['draft', 'draft'],
  ['in-progress', 'inProgress'],
  ['In Progress', 'inProgress'],
  ['inprogress', 'inProgress'],
  ['sent', 'inProgress'],
  ['completed', 'completed'],
  [' COMPLETED ', 'completed'],
  ['declined', 'declined'],
  ['revoked', 'declined'],
  ['expired', 'expired'],
  ['waiting-for-approval', 'other'],
  ['Erledigt', 'other'],
  ['constructor', 'other'],
  [7, 'other'],
];

const li = 'li@example.com';
const viewed = '2026-07-02T10:11:12.000Z';
const signed = '2026-07-03T10:11:12.000Z';

/** What the server may return about one signer, with the progress it means. */
const byTrail: readonly (readonly [name: string, trail: unknown, state: SignerState])[] = [
  ['no trail', undefined, 'noDetails'],
  ['a trail that is no list', 'soon', 'noDetails'],
  ['an empty trail', [], 'pending'],
  ['a trail of somebody else', [{ email: 'omar@example.com', viewed, signed }], 'pending'],
  ['entries that are none', [null, 7, { viewed }], 'pending'],
  ['neither viewed nor signed', [{ email: li, viewed: '', signed: '' }], 'pending'],
  ['viewed', [{ email: li, viewed, signed: '' }], 'viewed'],
  ['signed', [{ email: li, viewed, signed }], 'signed'],
  ['signed, another letter case', [{ email: ' LI@Example.com ', viewed, signed }], 'signed'],
  ['signed without being viewed', [{ email: li, signed }], 'signed'],
  ['a time that can’t be parsed', [{ email: li, viewed: 'yesterday' }], 'viewed'],
];

/** The objects of both versions of the API, around what differs. */
const shapes: readonly (readonly [name: string, base: object])[] = [
  [
    'v1',
    {
      note: '',
      folder: {},
      file: 'https://files.example.net/a.pdf',
      owner: 'Ana',
      signers: [{ role: 'Signer', name: 'Li', email: 'Li@example.com', phone: '', widgets: [] }],
      sendInOrder: false,
      enableOTP: false,
      createdAt: '2026-07-01T13:45:00.000Z',
      updatedAt: '2026-07-02T10:11:12.330Z',
      enableTour: false,
    },
  ],
  [
    'v1.2',
    {
      title: 'NDA',
      note: '',
      signers: [{ role: 'Recipient', name: 'Li Wei', email: 'Li@example.com', phone: '' }],
      template_id: 'Tp5mVa20Rk',
      sendInOrder: true,
      bcc: [],
      cc: [],
      createdAt: '2026-07-01T13:45:00.000Z',
      updatedAt: '2026-07-02T10:11:12.330Z',
    },
  ],
];

const certificates: readonly (readonly [value: unknown, isThere: boolean])[] = [
  [undefined, false],
  ['', false],
  ['https://files.example.net/c.pdf?signature=s', true],
];

function parse(value: object): Document {
  const document = parseDocument({ objectId: 'Zk28fQp0Wd', ...value });
  assert.ok(document);
  return document;
}

describe('state of a document', () => {
  for (const [shape, base] of shapes) {
    it(`${shape}: the status counts first, then the certificate, then the list, and nothing is guessed`, () => {
      let combinations = 0;
      for (const group of [...documentGroups, undefined]) {
        for (const [status, meaning] of byStatus) {
          for (const [certificate, isThere] of certificates) {
            for (const [trailName, audit_trail] of byTrail) {
              const document = parse({ ...base, status, certificate, audit_trail });
              const unsaid = isThere ? 'completed' : group === undefined ? 'unknown' : byGroup[group];
              const expected = meaning ?? unsaid;
              const message = [group, JSON.stringify(status), certificate, trailName].join(' × ');
              const state = documentState(document, group);
              assert.strictEqual(state.state, expected, message);
              if (state.state === 'other') {
                assert.strictEqual(state.word, String(status), message);
              }
              // What lists keep has no links, and shows the same state.
              assert.deepStrictEqual(documentState(withoutLinks(document), group), state, message);
              combinations++;
            }
          }
        }
      }
      const lists = [byStatus, certificates, byTrail].map(({ length }) => length);
      assert.strictEqual(
        combinations,
        lists.reduce((product, length) => product * length, 6),
      );
    });

    it(`${shape}: a signer’s progress is that of the audit trail in any state of the document`, () => {
      for (const [name, audit_trail, expected] of byTrail) {
        for (const [status] of byStatus) {
          for (const [certificate] of certificates) {
            const document = parse({ ...base, status, certificate, audit_trail });
            const [role] = document.roles;
            assert.ok(role);
            assert.strictEqual(signerProgress(document, role.email).state, expected, name);
            assert.strictEqual(signerProgress(withoutLinks(document), role.email).state, expected, name);
          }
        }
      }
    });
  }

  it('has the time of each step, or the server’s text when it isn’t a date', () => {
    const audit_trail = [{ email: li, viewed: 'yesterday', signed }];
    const { audit } = signerProgress(parse({ signers: [], audit_trail }), li);
    assert.strictEqual(audit?.signed?.time, Date.parse(signed));
    assert.deepStrictEqual(audit.viewed, { time: undefined, raw: 'yesterday' });
  });

  it('has no details of a signer without an address', () => {
    assert.strictEqual(signerProgress(parse({ audit_trail: [] }), undefined).state, 'noDetails');
  });

  it('has ended when it is completed, declined or expired, and never with an unknown status', () => {
    const ended = (status: string) => hasEnded(documentState(parse({ status }), 'inprogress'));
    assert.deepStrictEqual(['completed', 'declined', 'revoked', 'expired'].map(ended), [
      true,
      true,
      true,
      true,
    ]);
    assert.deepStrictEqual(['draft', 'in-progress', 'canceled'].map(ended), [false, false, false]);
    assert.strictEqual(hasEnded(documentState(parse({}), undefined)), false);
  });

  it('keeps no link, but keeps whether there is a certificate', () => {
    const link = 'https://files.example.net/a.pdf?signature=secret';
    const kept = withoutLinks(parse({ file: link, certificate: link }));
    assert.ok(!JSON.stringify(kept).includes('files.example.net'));
    assert.strictEqual(kept.certificate, '');
    assert.ok(!('certificate' in withoutLinks(parse({ file: link }))));
  });
});
