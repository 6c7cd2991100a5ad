import { examples } from '../functions/examples.ts'
import { cellsThatRun, expectGolden } from './golden.ts'
import { containerEnvironment } from './hosts/containers.ts'
import { fluxTenancy } from './hosts/flux-tenancy.ts'
import { fluxTenancyImage } from './hosts/image.ts'
import { imageHosts } from './hosts/image-hosts.ts'
import { kpt } from './hosts/programs.ts'
import { run } from './hosts/run.ts'

const image = fluxTenancyImage()
/** By which row of the table a host runs an example. */
const rowOf = (host: string) => (host === 'podman run' ? 'pipe' : host)

describe.each(Object.entries(imageHosts(image)))('%s', (name, host) => {
  test.each(cellsThatRun(rowOf(name)))('$name', (example) => expectGolden(name, host, example))
})

test('every example ran', () => {
  expect(cellsThatRun('pipe')).toHaveLength(examples().length)
})

test('`kpt fn doc` prints what the function is', () => {
  const { stdout, exitCode } = run(kpt(), ['fn', 'doc', '--image', image], {
    env: containerEnvironment,
  })
  // kpt ends it with a newline of its own
  expect({ stdout, exitCode }).toEqual({
    stdout: `${fluxTenancy(['--help'], '').stdout}\n`,
    exitCode: 0,
  })
})
