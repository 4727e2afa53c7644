import * as assert from 'node:assert';
import { getWebLink, toDraftFields } from '../../../src/upload/uploadJobs';
import { parseRoles, rolesRemark } from '../../../src/upload/uploadQuestions';
import { runWizard, type StepOutcome, type StepPosition } from '../../../src/ui/wizard';
import { defaultTitle, titleProblem } from '../../../src/ui/title';
import { refusal, warning } from '../../../src/ui/gateway';
import { job } from './support';

describe('upload rules', () => {
  it('title: the file name without .pdf', () => {
    assert.strictEqual(defaultTitle('contract.pdf'), 'contract');
    assert.strictEqual(defaultTitle('Contract.v2.PDF'), 'Contract.v2');
    assert.strictEqual(defaultTitle('contract'), 'contract');
    assert.strictEqual(defaultTitle('.pdf'), '.pdf');
  });

  it('title: rejects an empty one, warns about one that yields no file name', () => {
    assert.strictEqual(titleProblem(''), 'empty');
    assert.strictEqual(titleProblem('  \t'), 'empty');
    assert.strictEqual(titleProblem('契約書'), 'noLatin');
    assert.strictEqual(titleProblem('…—!'), 'noLatin');
    assert.strictEqual(titleProblem('契約書 2'), undefined);
    assert.strictEqual(titleProblem('x'.repeat(120)), undefined);
    assert.strictEqual(titleProblem('x'.repeat(121)), 'long');
  });

  it('roles: trimmed, none empty, none twice', () => {
    assert.deepStrictEqual(parseRoles('Signer'), ['Signer']);
    assert.deepStrictEqual(parseRoles(' Customer ,Key Account Manager'), ['Customer', 'Key Account Manager']);
    assert.strictEqual(rolesRemark(' Customer ,Key Account Manager'), undefined);
    for (const line of [' , ', '']) {
      assert.deepStrictEqual(rolesRemark(line), refusal('Enter at least one role.'));
    }
    for (const line of ['A,,B', 'A,', ',A']) {
      assert.deepStrictEqual(rolesRemark(line), refusal('Remove the extra comma.'), line);
    }
    assert.deepStrictEqual(rolesRemark('A, B,A'), refusal('Duplicate role “A”.'));
  });

  it('roles: two that differ only by case are allowed, with a warning', () => {
    assert.deepStrictEqual(parseRoles('Signer, signer'), ['Signer', 'signer']);
    assert.deepStrictEqual(
      rolesRemark('Signer, signer'),
      warning('OpenSign treats “Signer” and “signer” as two different roles.'),
    );
  });

  it('a template is sent with open roles, each with an array of widgets', () => {
    assert.deepStrictEqual(toDraftFields(job('a.pdf', { title: 'A', roles: ['Customer', 'Manager'] })), {
      title: 'A',
      signers: [
        { role: 'Customer', name: '', email: '', phone: '', signer_role: 'signer', widgets: [] },
        { role: 'Manager', name: '', email: '', phone: '', signer_role: 'signer', widgets: [] },
      ],
    });
  });

  it('a document is sent with one open role, and a password only when there is one', () => {
    const signer = { role: 'Signer', name: '', email: '', phone: '', signer_role: 'signer', widgets: [] };
    const fields = { title: 'A', signers: [signer] };
    const document = { title: 'A', target: 'document' } as const;
    assert.deepStrictEqual(toDraftFields(job('a.pdf', document)), fields);
    assert.deepStrictEqual(toDraftFields(job('a.pdf', { ...document, password: '' })), fields);
    assert.deepStrictEqual(toDraftFields(job('a.pdf', { ...document, password: 'p w' })), {
      ...fields,
      file_password: 'p w',
    });
  });

  it('opens the server’s link only when it is safe, else the object’s page', () => {
    const app = 'https://app.opensignlabs.com';
    const local = 'http://127.0.0.1:4000';
    const link = (url: string | undefined, origin: string, target: 'template' | 'document' = 'template') =>
      getWebLink({ id: 'Tp5mVa20Rk', url }, target, origin);
    assert.strictEqual(link(`${app}/drafttemplate/jwt`, app), `${app}/drafttemplate/jwt`);
    assert.strictEqual(link(`${local}/drafttemplate/jwt`, local), `${local}/drafttemplate/jwt`);
    const bad = [
      'http://app.opensignlabs.com/x',
      'command:x',
      'javascript:alert(1)',
      'file:///x',
      'x',
      undefined,
    ];
    for (const url of [...bad, 'http://127.0.0.1:4000/x']) {
      assert.strictEqual(link(url, app), `${app}/template/Tp5mVa20Rk`, url);
    }
    assert.strictEqual(link('http://example.com/x', local), `${local}/template/Tp5mVa20Rk`);
    assert.strictEqual(link(undefined, app, 'document'), `${app}/draftDocument?docId=Tp5mVa20Rk`);
  });

  it('Back returns to the previous question, and an answer can change later questions', async () => {
    const seen: string[] = [];
    let extra = true;
    const script: StepOutcome[] = ['next', 'next', 'back', 'back', 'next', 'next'];
    const step = (name: string) => (position: StepPosition) => {
      seen.push(`${name} ${position.step}/${position.totalSteps}${position.canGoBack ? ' back' : ''}`);
      if (seen.length === 4) {
        extra = false;
      }
      return Promise.resolve(script.shift() ?? 'cancel');
    };
    const [first, second, third] = [step('first'), step('second'), step('third')];
    assert.strictEqual(await runWizard(() => [first, ...(extra ? [second] : []), third]), true);
    assert.deepStrictEqual(seen, [
      'first 1/3',
      'second 2/3 back',
      'third 3/3 back',
      'second 2/3 back',
      'first 1/2',
      'third 2/2 back',
    ]);
  });

  it('canceling one question cancels all', async () => {
    const outcomes: StepOutcome[] = ['next', 'cancel', 'next'];
    let asked = 0;
    const step = () => {
      asked++;
      return Promise.resolve(outcomes.shift() ?? 'next');
    };
    assert.strictEqual(await runWizard(() => [step, step, step]), false);
    assert.strictEqual(asked, 2);
  });
});
