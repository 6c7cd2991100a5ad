import { accepted } from './cluster/accepted.ts'
import { impossibleFlags, lockedControllers, olderController } from './cluster/arguments.ts'
import { anotherRole, secondNamespace } from './cluster/day-two.ts'
import { lockedAgain, unlockedWhileRunning } from './cluster/profile-changes.ts'
import { Stage } from './cluster/stage.ts'
import { storyThree, storyTwo } from './cluster/stories.ts'

// One API server for all of it; each part goes on from where the one before left the cluster.
let set: Stage
const stage = () => set

beforeAll(async () => {
  set = await Stage.set()
})

afterAll(() => set?.cluster.stop())

describe('kustomize-controller of Flux v2.7', () => olderController(stage))

describe('a repository as bootstrapped, locked, with two Tenants', () => {
  beforeAll(() => set.install())

  describe('controllers', () => lockedControllers(stage))
  describe('story 2: what tenants may', () => storyTwo(stage))
  describe('server-side apply, strictly', () => accepted(stage))
  describe('story 3: what they may not', () => storyThree(stage))
  describe('day 2: another role', () => anotherRole(stage))
  describe('day 2: a second namespace', () => secondNamespace(stage))
  describe('single-tenant while it runs', () => unlockedWhileRunning(stage))
  describe('multi-tenant again', () => lockedAgain(stage))
  describe('an impossible flag', () => impossibleFlags(stage))
})
