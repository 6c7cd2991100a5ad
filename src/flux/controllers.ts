/**
 * The controllers of a Flux install: names of Deployments, images and the component label alike. The order is
 * that of the columns in the tables of releases, flags and gates.
 * Source: fluxcd/flux2 manifests/bases at v2.9.4.
 */
export const controllerNames = [
  'source-controller',
  'kustomize-controller',
  'helm-controller',
  'notification-controller',
  'image-reflector-controller',
  'image-automation-controller',
  'source-watcher',
] as const
export type ControllerName = (typeof controllerNames)[number]

// where none of these stands, none of the names does
const lastParts = [...new Set(controllerNames.map((name) => name.slice(name.lastIndexOf('-'))))]

/** True if a text, of which `mentions` tells what stands in it, holds the name of a controller. */
export function namesController(mentions: (words: string) => boolean): boolean {
  return lastParts.some(mentions) && controllerNames.some(mentions)
}

/** True for a controller's exact name; shards and prefixed images carry more in theirs. */
export function isControllerName(name: string): name is ControllerName {
  return (controllerNames as readonly string[]).includes(name)
}
