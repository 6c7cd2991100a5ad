import type { ControllerName } from '../flux/controllers.ts'
import { controllerOfImage, parseImageReference } from '../flux/images.ts'
import { isMap, type KubernetesObject, mapAt, stringAt } from '../krm/object.ts'
import type { PatchContent } from '../kustomize/patch.ts'
import { containersOf } from './pod.ts'

/** A container that a change makes or renames so that it runs a controller. */
export interface BroughtContainer {
  readonly controller: ControllerName
  /** Undefined where the change is of the image alone. */
  readonly name: string | undefined
}

/** The containers of controllers that are in a change itself, wherever it puts them. */
export function broughtBy(content: PatchContent): readonly BroughtContainer[] {
  if (content.kind === 'json6902') {
    return content.operations.flatMap(({ path, value }) =>
      /ontainers\/[^/]+\/image$/.test(path) ? broughtIn({ image: value }) : broughtIn(value),
    )
  }
  if (content.what !== 'images') return broughtIn(content.value)
  const { name, newName } = content.value ?? {}
  const [before, after] = [name, newName].map(controllerIn)
  return after && !before ? [{ controller: after, name: undefined }] : []
}

function broughtIn(value: unknown): readonly BroughtContainer[] {
  if (Array.isArray(value)) return value.flatMap(broughtIn)
  if (!isMap(value)) return []
  const controller = controllerIn(value['image'])
  const own = controller ? [{ controller, name: stringAt(value['name']) }] : []
  return [...own, ...Object.values(value).flatMap(broughtIn)]
}

function controllerIn(image: unknown): ControllerName | undefined {
  const reference = parseImageReference((stringAt(image) ?? '').trim())
  return reference && controllerOfImage(reference)
}

/** True if a change brings a controller in a container that `object` does not have. */
export function bringsNewContainer(content: PatchContent, object: KubernetesObject): boolean {
  const brought = broughtBy(content)
  if (brought.length === 0) return false
  const names = new Set(
    containersOf({ object }).map(({ container }) => stringAt(mapAt(container)['name'])),
  )
  return brought.some(({ name }) => name !== undefined && !names.has(name))
}
