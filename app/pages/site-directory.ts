import { nameOfHost, type HostOwner, type KnownMunicipality } from '#app/features/municipalities/municipality.server.ts'
import { isThisMachine } from '#app/this-machine.ts'

/** One site of which pages are kept. */
export type Site = {
  municipalityId: string
  /** The host in every address that its kept pages hold, with its port. */
  host: string
  /** Of its content: it goes up whenever something public changes. */
  version: number
}

/** Knows the site of a host. */
export type SiteDirectory = {
  /** The site that a Host header names; null for a host that is nobody's. */
  siteOf(host: string): Site | null
  /** Whose pages a Host header asks for, by the rules of `municipalityOfHost`. */
  municipalityOf(host: string): HostOwner | null
  /** The version of the content of a municipality. */
  versionOf(municipalityId: string): number | null
}

/**
 * The sites of an installation, by the rules of `municipalityOfHost`. Of a municipality without hosts of its own only the address of
 * the installation is its host, or without such an address any name of this machine: anyone can send any other name.
 */
export function siteDirectory(
  rows: readonly KnownMunicipality[],
  installation: { baseUrl: string | null; port: number },
): SiteDirectory {
  const base = new URL(installation.baseUrl ?? `http://localhost:${installation.port}`)
  const sites = new Map<string, Site>()
  const owners = new Map<string, HostOwner>()
  for (const { municipality, hosts, version } of rows) {
    const main = hosts.find((host) => host === base.hostname) ?? hosts.toSorted()[0]
    if (main === undefined) continue
    const host = base.port === '' ? main : `${main}:${base.port}`
    for (const name of hosts) {
      sites.set(name, { municipalityId: municipality.id, host, version })
      owners.set(name, { municipality, named: true })
    }
  }
  // The rows come oldest first.
  const other = rows.length === 1 ? rows[0] : rows.find(({ hosts }) => hosts.length === 0)
  const others = other && { municipalityId: other.municipality.id, host: base.host, version: other.version }
  const otherOwner = other ? { municipality: other.municipality, named: false } : null
  const isOfInstallation = (name: string) =>
    installation.baseUrl === null ? isThisMachine(name) : name === base.hostname
  const versions = new Map(rows.map(({ municipality, version }) => [municipality.id, version]))
  return {
    siteOf(host) {
      const name = nameOfHost(host)
      return sites.get(name) ?? (others && isOfInstallation(name) ? others : null)
    },
    municipalityOf: (host) => owners.get(nameOfHost(host)) ?? otherOwner,
    versionOf: (municipalityId) => versions.get(municipalityId) ?? null,
  }
}
