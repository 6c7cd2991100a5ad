import { controllerEntries, flagEntries } from './flux-topics.ts'
import { kindEntries } from './kind-topics.ts'
import { openPathEntries, profileEntries, ruleEntries, settingEntries } from './lockdown-topics.ts'
import type { Topic } from './topic.ts'

/** What can be named in place of a topic, as part of a sentence. */
export const nameable = 'a setting, flag, profile, kind, rule, controller or open path'

/** What `explain` knows, in the order in which it is listed. */
export const topics: readonly Topic[] = [
  {
    name: 'settings',
    summary: 'The flags that a profile owns: what each does, on which controllers, and why.',
    entries: settingEntries,
  },
  {
    name: 'flags',
    summary:
      'Flags of the controllers that matter where tenants share a cluster, and flags that do not exist.',
    entries: flagEntries,
  },
  {
    name: 'profiles',
    summary: 'What each security profile does.',
    entries: profileEntries,
  },
  {
    name: 'kinds',
    summary: 'The kinds of `fluxtenancy.dev`, field by field.',
    entries: kindEntries,
  },
  {
    name: 'rules',
    summary:
      'Every finding by its id, which results carry in `tags.rule`: what it means and what to do.',
    entries: ruleEntries,
  },
  {
    name: 'controllers',
    summary: 'The controllers of Flux: what is set on each, and which versions are known.',
    entries: controllerEntries,
  },
  {
    name: 'open-paths',
    summary: 'Ways between tenants that no flag closes, and what closes each.',
    entries: openPathEntries,
  },
]
