import * as assert from 'node:assert';
import { OpenSignError, type ErrorKind } from '../../src/api/errors';
import { errorText } from '../../src/ui/errorMessage';
import { testClient } from '../unit/support/client';
import { faults, secrets, type Fault, type FaultName } from './faults';
import { getMethodNames, methods, type Expected, type Method } from './methods';
import { RawServer } from './rawServer';

/** Timeouts in milliseconds for servers that hang and for others. Generous, for busy machines. */
const shortTimeout = 1500;
const longTimeout = 30_000;
const maxResponseBytes = 1_000_000;
/** Reads are retried up to two times. */
const maxReads = 3;

/** Calls a method with a fault, and returns the problems. */
async function findProblems(
  name: string,
  method: Method,
  faultName: FaultName,
  fault: Fault,
): Promise<string[]> {
  const server = new RawServer(fault.behavior(JSON.stringify(method.good)));
  const origin = await server.start();
  if (fault.isGone) {
    await server.stop();
  }
  const timeout = fault.hangs ? shortTimeout : longTimeout;
  const { client, log } = testClient(origin, { readMs: timeout, uploadMs: timeout, maxResponseBytes });
  const problems: string[] = [];
  const check = (isRight: boolean, problem: string) => {
    if (!isRight) {
      problems.push(`${name}: ${problem}`);
    }
  };
  try {
    const error = await method.call(client, origin).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    const texts = [...log.lines];
    let got: ErrorKind | 'done' = 'done';
    if (error instanceof OpenSignError) {
      const { kind, details, message } = error;
      got = kind;
      const shown = errorText(error).message;
      texts.push(shown, message, String(error.stack), JSON.stringify(details));
      check(!/\p{Surrogate}/u.test(shown), 'the message contains half of a surrogate pair');
      const { retryAfterMs } = details;
      check(
        retryAfterMs === undefined || (retryAfterMs >= 0 && Number.isFinite(retryAfterMs)),
        `Retry-After is ${String(retryAfterMs)}`,
      );
    } else {
      check(error === undefined, `rejected with ${String(error)}`);
    }
    const expected = getExpected(method, faultName, fault, server.complete > 0);
    check(expected.includes(got), `${got}, expected ${expected.join(' or ')}`);
    for (const secret of secrets) {
      check(!texts.some((text) => text.includes(secret)), `${secret} was leaked`);
    }
    check(log.lines.length > 0, 'nothing was logged');
    const [least, most] = getRequestRange(method, fault);
    check(
      server.heads >= least && server.heads <= most,
      `${String(server.heads)} requests, expected ${String(least)} to ${String(most)}`,
    );
    return problems;
  } finally {
    if (!fault.isGone) {
      await server.stop();
    }
  }
}

function getExpected(
  { type, isLate, except }: Method,
  faultName: FaultName,
  fault: Fault,
  isComplete: boolean,
): readonly Expected[] {
  const { read, create, change = create, download = read, late } = fault;
  const usual = { read, create, change, download }[type];
  const expected = except?.[faultName] ?? (isLate === true && late !== undefined ? late : usual);
  if (expected === 'perhaps') {
    // The server may have carried out a complete request. Otherwise both results are correct.
    return isComplete ? ['outcomeUnknown'] : ['outcomeUnknown', 'offline'];
  }
  return [expected];
}

/** The minimum and maximum number of requests that may arrive. */
function getRequestRange({ type, isDelete }: Method, fault: Fault): readonly [number, number] {
  if (fault.isGone) {
    return [0, 0];
  }
  // The connection may break before the request is sent.
  const least = fault.create === 'perhaps' ? 0 : 1;
  switch (type) {
    case 'download':
      // `fetch` follows up to 20 redirects.
      return [least, 21];
    case 'read':
      return [least, maxReads];
    default:
      return [least, isDelete && fault.isRepeated ? 2 : 1];
  }
}

describe('fault matrix', () => {
  const entries = Object.entries(methods);
  const runAll = async (faultName: FaultName, fault: Fault) =>
    (await Promise.all(entries.map(([name, method]) => findProblems(name, method, faultName, fault)))).flat();
  const hanging = new Map<FaultName, Promise<string[]>>();

  before(() => {
    // Faults that end with a timeout run in parallel.
    for (const [name, fault] of faults) {
      if (fault.hangs) {
        hanging.set(name, runAll(name, fault));
      }
    }
  });

  it('has a row for every method of the client', () => {
    const { client } = testClient('http://127.0.0.1:1');
    assert.deepStrictEqual([...getMethodNames(client)].sort(), Object.keys(methods).sort());
  });

  it('has at least 40 faults', () => {
    assert.ok(faults.length >= 40);
  });

  for (const [name, fault] of faults) {
    it(`handles ${name} in ${String(entries.length)} methods`, async () => {
      assert.deepStrictEqual(await (hanging.get(name) ?? runAll(name, fault)), []);
    });
  }
});
