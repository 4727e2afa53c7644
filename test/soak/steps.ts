import * as fc from 'fast-check';
import type { EnvironmentName } from '../../src/api/environmentName';
import type { Fault } from '../emulator';
import { faults, isHeld } from './faults';
import type { Goal, Intention, WantedWrite } from './operation';
import type { SeatName, ViewName } from './seat';
import { serverNames, type ServerName } from './servers';
import { TreeItemCollapsibleState } from './values';
import type { World } from './world';

/** Empty, because the state is in {@link World}. */
export type Model = Record<string, never>;
export type Step = fc.AsyncCommand<Model, World>;

interface Pace {
  readonly calm?: boolean;
  /** Waits until all work has ended. Otherwise the next step starts while this one is running. */
  readonly wait: boolean;
}

function step<T extends Pace>(
  name: string,
  arbitrary: fc.Arbitrary<T>,
  act: (world: World, parameters: T) => Promise<void> | void,
  mustWait = false,
): fc.Arbitrary<Step> {
  return arbitrary.map((parameters) => {
    const wait = mustWait || parameters.calm === true || parameters.wait;
    const work = async (world: World) => {
      await act(world, { ...parameters, wait });
    };
    return {
      check: () => true,
      run: (_: Model, world: World) => world.perform(() => work(world), wait),
      toString: () => `${name}(${JSON.stringify({ ...parameters, wait })})`,
    };
  });
}

const wait = fc.boolean();
/** The write starts and ends without other pending work, and isn't canceled or left open. */
const calm = fc.boolean();
const seat = fc.constantFrom<SeatName>('A', 'B');
const view = fc.constantFrom<ViewName>('templates', 'documents');
const environment = fc.constantFrom<EnvironmentName>('sandbox', 'live');
const server = fc.constantFrom<ServerName>(...serverNames);
const row = fc.nat(40);
/** The fault that the write of a command gets, if any. */
const fate = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  { weight: 2, arbitrary: fc.constantFrom(...Object.keys(faults)) },
);

/** Most often, the user just answers. */
const intention: fc.Arbitrary<Intention> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.record({ cancelAt: fc.nat(6) }) },
  { weight: 1, arbitrary: fc.record({ cancelAfter: fc.nat(8) }) },
  {
    weight: 2,
    arbitrary: fc.record({ park: fc.record({ at: fc.nat(6), steps: fc.integer({ min: 1, max: 5 }) }) }),
  },
);

const switchEnvironment = step('switch', fc.record({ seat, environment, wait }), (world, given) =>
  world.switchTo(given.seat, given.environment),
);

const refresh = step('refresh', fc.record({ seat, view, wait }), (world, given) => {
  const command = given.view === 'templates' ? 'opensign.refreshTemplates' : 'opensign.refreshDocuments';
  const operation = world.begin(given.seat, { command, args: [] }, {}, given.wait);
  if (operation.isUndisturbed && operation.seat.view('templates').visible && given.view === 'templates') {
    operation.whenEnded = () => world.invariants.checkRead(operation.seat);
  }
});

const expand = step('expand', fc.record({ seat, view, row, wait }), (world, given) => {
  const shown = world.seats[given.seat].view(given.view);
  const rows = shown.rows.filter(({ item }) => item.collapsibleState !== TreeItemCollapsibleState.None);
  const chosen = rows[given.row % Math.max(1, rows.length)];
  if (chosen !== undefined) {
    shown.toggle(chosen);
  }
});

const loadMore = step('load more', fc.record({ seat, view, wait }), (world, given) => {
  const rows = world.seats[given.seat].view(given.view).rows;
  const command = rows.find(({ item }) => /loadMore/.test(item.command?.command ?? ''))?.item.command;
  if (command !== undefined) {
    world.begin(given.seat, { command: command.command, args: command.arguments ?? [] }, {}, given.wait);
  }
});

const showOrHide = step(
  'show or hide',
  fc.record({ seat, view, visible: fc.boolean(), wait }),
  (world, given) => {
    world.seats[given.seat].view(given.view).visible = given.visible;
    world.seats[given.seat].window.setFocus(given.visible);
  },
);

function arm(
  world: World,
  name: ServerName,
  kind: string,
  where: Pick<Fault, 'path' | 'method' | 'times'>,
  steps: number,
): void {
  const foreign = world.servers.emulators[name === 'foreign' ? 'live' : 'foreign'].origin;
  world.arm(name, { ...where, ...faults[kind]?.(foreign) }, isHeld(kind), steps);
}

/** Adds a fault for the write of a command. */
function armWrite(
  world: World,
  name: SeatName,
  { method, path }: WantedWrite,
  kind: string | undefined,
): void {
  if (kind !== undefined) {
    arm(world, world.invariants.where[world.seats[name].active], kind, { method, path, times: 2 }, 2);
  }
}

/** With `calm`, waits for pending work, and drops the intention to cancel. */
async function prepare<T extends { readonly calm: boolean; readonly intention: Intention }>(
  world: World,
  parameters: T,
): Promise<T> {
  if (!parameters.calm) {
    return parameters;
  }
  await world.calmDown();
  return { ...parameters, intention: {} };
}

/** A command on the row of a template, possibly one from before the environment was switched. */
function onTemplate(
  name: string,
  makeGoal: (world: World, title: string) => Omit<Goal, 'args'> & { readonly write: WantedWrite },
): fc.Arbitrary<Step> {
  const parameters = fc.record({
    seat,
    row,
    old: fc.nat(5).map((n) => n === 0),
    calm,
    fate,
    intention,
    wait,
  });
  return step(name, parameters, async (world, generated) => {
    const given = await prepare(world, generated);
    const chosenSeat = world.seats[given.seat];
    const rows = given.old ? chosenSeat.oldRows : chosenSeat.templates;
    const chosen = rows[given.row % Math.max(1, rows.length)];
    if (chosen !== undefined) {
      const title = chosen.item.label;
      const known = world.invariants.getAccount(chosenSeat.active)?.templates() ?? [];
      // An uploaded template has no widgets, so it can't be sent.
      const isReady = known.some(
        (template) => template.title === title && template.roles.every(({ widgets }) => widgets.length > 0),
      );
      const isForeign = given.old && !chosenSeat.templates.some(({ id }) => id === chosen.id);
      const goal = { ...makeGoal(world, title), args: [chosen.node], isForeign };
      armWrite(world, given.seat, goal.write, given.fate);
      world.begin(given.seat, goal, given.intention, given.wait && isReady);
    }
  });
}

const send = onTemplate('send', (world, title) => {
  const mark = world.mark();
  return {
    command: 'opensign.sendFromTemplate',
    write: { method: 'POST', path: /\/createdocument\/\w+$/, mark },
    replace: { old: title, by: mark },
  };
});

const rename = onTemplate('rename', (world, title) => {
  const mark = world.mark();
  return {
    command: 'opensign.renameTemplate',
    write: { method: 'PUT', path: /\/template\/\w+$/, mark },
    replace: { old: title, by: mark },
  };
});

const remove = onTemplate('delete', () => ({
  command: 'opensign.deleteTemplate',
  write: { method: 'DELETE', path: /\/template\/\w+$/ },
}));

const upload = step('upload', fc.record({ seat, calm, fate, intention, wait }), async (world, generated) => {
  const given = await prepare(world, generated);
  const mark = world.mark();
  const file = await world.writePdf(mark);
  const write = { method: 'POST', path: /\/draft(template|document)$/, mark };
  armWrite(world, given.seat, write, given.fate);
  world.begin(
    given.seat,
    { command: 'opensign.uploadPdf', args: [file], write },
    given.intention,
    given.wait,
  );
});

/** Must end before another token is set or removed, because otherwise the stored token is unknown. */
const setToken = step(
  'set token',
  fc.record({
    seat,
    environment,
    token: fc.constantFrom(0, 0, 0, 1, 1, 2, 3),
    last: fc.boolean(),
    intention,
    wait,
  }),
  (world, given) => {
    const tokens = world.servers.tokens.filter((token) => token.environment === given.environment);
    const goal = {
      command: 'opensign.setToken',
      args: [given.environment],
      token: tokens[given.token % tokens.length]?.text ?? '',
    };
    world.begin(given.seat, goal, { ...given.intention, ...(given.last ? { last: true } : {}) }, given.wait);
  },
  true,
);

const removeToken = step(
  'remove token',
  fc.record({ seat, environment, intention, wait }),
  (world, given) => {
    const goal = { command: 'opensign.removeToken', args: [given.environment] };
    world.begin(given.seat, goal, given.intention, given.wait);
  },
  true,
);

const checkToken = step('check token', fc.record({ seat, environment, wait }), (world, given) => {
  world.begin(given.seat, { command: 'opensign.checkToken', args: [given.environment] }, {}, given.wait);
});

const changeBaseUrl = step(
  'base URL',
  fc.record({ environment, away: fc.constantFrom(true, false, false), wait }),
  (world, given) => world.setBaseUrl(given.environment, given.away ? 'foreign' : given.environment),
);

const reload = step('reload', fc.record({ seat, wait }), (world, given) => world.reload(given.seat));

const fault = step(
  'fault',
  fc.record({
    server,
    kind: fc.constantFrom(...Object.keys(faults)),
    path: fc.constantFrom(
      '/',
      '/getuser',
      '/templatelist',
      '/documentlist',
      '/template/',
      '/createdocument',
      '/draft',
    ),
    times: fc.integer({ min: 1, max: 4 }),
    steps: fc.integer({ min: 1, max: 4 }),
    wait,
  }),
  (world, { server: name, kind, path, times, steps }) =>
    arm(world, name, kind, { path: new RegExp(`^${path}`), times }, steps),
);

/** Repeated by how often users do it. */
export const steps: fc.Arbitrary<Step>[] = [
  ...Array<fc.Arbitrary<Step>>(4).fill(switchEnvironment),
  ...Array<fc.Arbitrary<Step>>(3).fill(refresh),
  ...Array<fc.Arbitrary<Step>>(3).fill(expand),
  ...Array<fc.Arbitrary<Step>>(4).fill(setToken),
  ...Array<fc.Arbitrary<Step>>(3).fill(send),
  ...Array<fc.Arbitrary<Step>>(3).fill(upload),
  ...Array<fc.Arbitrary<Step>>(4).fill(fault),
  rename,
  rename,
  remove,
  loadMore,
  loadMore,
  showOrHide,
  removeToken,
  checkToken,
  changeBaseUrl,
  changeBaseUrl,
  reload,
];
