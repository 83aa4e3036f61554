/** Where a device keeps what someone typed and that is not stored on the server yet. */
export type DeviceStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** The storage of this browser. Accessing it throws where it is blocked, so that happens only when it is used. */
export const thisDevice: DeviceStorage = {
  getItem: (name) => localStorage.getItem(name),
  setItem: (name, value) => localStorage.setItem(name, value),
  removeItem: (name) => localStorage.removeItem(name),
}

/**
 * The name under which something is kept: that of the thing and, where several people use one computer, of the person
 * too.
 */
export const nameOnDevice = (kind: string, ...ids: string[]): string => ['saomen', kind, ...ids].join(':')

/** Keeps a value as JSON; null removes it. False when the browser refuses. */
export function keepOnDevice(device: DeviceStorage, name: string, value: object | null): boolean {
  try {
    if (value === null) device.removeItem(name)
    else device.setItem(name, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}

/** What this device kept, as unknown JSON; null when there is nothing that can be read. */
export function keptOnDevice(device: DeviceStorage, name: string): unknown {
  try {
    return JSON.parse(device.getItem(name) ?? 'null')
  } catch {
    return null
  }
}
