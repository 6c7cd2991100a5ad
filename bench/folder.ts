// What does it cost to render or check a repository of 5,000 YAML files, of which two change? Beside a Node that only reads them.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Contender, timings, timingTable } from './whole-process.ts'

const rounds = 10
const teams = 250
const built = join('dist', 'flux-tenancy.js')

/** Kinds that teams have, in turn: one that Flux applies, one that could run a controller, two that concern nobody. */
const objects = [
  `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: NAME
  namespace: TEAM
spec:
  interval: 10m
  serviceAccountName: flux
  chart:
    spec:
      chart: podinfo
      sourceRef:
        kind: HelmRepository
        name: podinfo
`,
  `apiVersion: apps/v1
kind: Deployment
metadata:
  name: NAME
  namespace: TEAM
spec:
  selector:
    matchLabels:
      app: NAME
  template:
    metadata:
      labels:
        app: NAME
    spec:
      containers:
      - name: app
        image: registry.example/TEAM/NAME:v1
        args:
        - --port=8080
`,
  `apiVersion: v1
kind: Service
metadata:
  name: NAME
  namespace: TEAM
spec:
  selector:
    app: NAME
  ports:
  - port: 8080
`,
  `apiVersion: v1
kind: ConfigMap
metadata:
  name: NAME
  namespace: TEAM
data:
${Array.from({ length: 20 }, (_, n) => `  key-${n}: value ${n}`).join('\n')}
`,
]

if (existsSync(built)) measure(mkdtempSync(join(tmpdir(), 'bench-')))
else {
  console.error(`"${built}" must be there, and \`npm run build\` writes it.`)
  process.exitCode = 1
}

function measure(folder: string): void {
  try {
    const files = repository()
    for (const [path, text] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    const read = `const {readdirSync,readFileSync}=require('node:fs');for(const e of readdirSync(${JSON.stringify(folder)},{recursive:true,withFileTypes:true}))if(e.isFile())readFileSync(e.parentPath+'/'+e.name,'utf8')`
    const profile = '--security-profile=multi-tenant'
    const contenders: readonly Contender[] = [
      { name: 'Node, reading every file', command: [process.execPath, '-e', read] },
      {
        name: 'flux-tenancy render --dry-run',
        command: [process.execPath, built, 'render', folder, profile, '--dry-run'],
      },
      {
        name: 'flux-tenancy check',
        command: [process.execPath, built, 'check', folder, profile],
        exitCode: 1,
      },
    ]
    const goal = 'under 2 s'
    console.log(
      timingTable(timings(contenders, rounds), {
        'flux-tenancy render --dry-run': goal,
        'flux-tenancy check': goal,
      }),
    )
    console.log(`\nCompared: ${rounds} rounds of whole processes on ${files.size} YAML files.`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A bootstrap folder, one Kustomization beside it, and the folders of many teams. */
function repository(): ReadonlyMap<string, string> {
  const cluster = 'clusters/production'
  const demo = (name: string) => readFileSync(join('testdata/demo', cluster, name), 'utf8')
  const files = new Map([
    ['.git/HEAD', ''],
    [
      `${cluster}/flux-system/gotk-components.yaml`,
      readFileSync('testdata/flux/v2.9.3.yaml', 'utf8'),
    ],
    [`${cluster}/flux-system/gotk-sync.yaml`, readFileSync('testdata/flux/gotk-sync.yaml', 'utf8')],
    [`${cluster}/flux-system/kustomization.yaml`, demo('flux-system/kustomization.yaml')],
    [`${cluster}/infrastructure.yaml`, demo('infrastructure.yaml')],
  ])
  for (let team = 0; team < teams; team++) {
    const names = Array.from({ length: 19 }, (_, n) => `app-${n}`)
    names.forEach((name, n) => {
      const text = objects[n % objects.length] ?? ''
      const filled = text.replaceAll('NAME', name).replaceAll('TEAM', `team-${team}`)
      files.set(`apps/team-${team}/${name}.yaml`, filled)
    })
    const resources = names.map((name) => `- ${name}.yaml\n`).join('')
    files.set(`apps/team-${team}/kustomization.yaml`, `resources:\n${resources}`)
  }
  return files
}
