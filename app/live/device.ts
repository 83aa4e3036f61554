/** Where a device keeps what someone typed and is not stored yet. */
export type DeviceStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** This device. A browser that blocks storage throws at the mere mention of it, so that comes last. */
export const thisDevice: DeviceStorage = {
  getItem: (name) => localStorage.getItem(name),
  setItem: (name, value) => localStorage.setItem(name, value),
  removeItem: (name) => localStorage.removeItem(name),
}

/** Under which name something is kept: of the thing and, where several people use one computer, of the person too. */
export const nameOnDevice = (kind: string, ...ids: string[]): string => ['saomen', kind, ...ids].join(':')

/** Keeps a value as JSON; null forgets it. False when the browser refuses. */
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
