import { otherEnvironment, type EnvironmentName } from '../api/environmentName';
import { counterparts, groupBy, titleKeys } from './counterparts';
import { byAge, environmentOrder, hasTitle, shownTitle, type TemplateFact, type World } from './entry';

/** Something that keeps the two environments from being alike. */
export interface Finding {
  /** `alone`: there is none of its title in the other environment. `twice`: there are several of one title. */
  readonly kind: 'alone' | 'twice';
  readonly environment: EnvironmentName;
  /** One for `alone`, at least two for `twice`; the oldest first. */
  readonly facts: readonly [TemplateFact, ...TemplateFact[]];
}

/** What is in one environment only, as far as both are known, and what is there twice; live first, then by age. */
export function findingsOf(world: World): readonly Finding[] {
  return environmentOrder.flatMap((environment) => [
    ...alone(world, environment),
    ...twice(world, environment),
  ]);
}

function alone({ live, sandbox }: World, environment: EnvironmentName): readonly Finding[] {
  if (live === undefined || sandbox === undefined) {
    return [];
  }
  const other = otherEnvironment(environment);
  const titles = (key: (title: string) => string) =>
    new Set((other === 'live' ? live : sandbox).map(({ title }) => key(title)));
  const known = titleKeys.map((key) => [key, titles(key)] as const);
  return counterparts(live, sandbox).flatMap((pair): Finding[] => {
    const fact = pair[environment];
    if (fact === undefined || pair[other] !== undefined) {
      return [];
    }
    // One too many of a title that the other environment has is there twice, not missing there.
    const isThere = hasTitle(fact.title) && known.some(([key, there]) => there.has(key(fact.title)));
    return isThere ? [] : [{ kind: 'alone', environment, facts: [fact] }];
  });
}

function twice(world: World, environment: EnvironmentName): readonly Finding[] {
  const titled = (world[environment] ?? []).filter(({ title }) => hasTitle(title)).sort(byAge);
  return [...groupBy(titled, ({ title }) => shownTitle(title)).values()].flatMap(
    ([first, ...others]): Finding[] =>
      first === undefined || others.length === 0
        ? []
        : [{ kind: 'twice', environment, facts: [first, ...others] }],
  );
}
