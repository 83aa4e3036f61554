import type { Camera } from './camera.ts'

/** A part of what is pictured. */
export type Scene = (camera: Camera) => Promise<void>

/** Who can log in to the demo. */
export const OFFICIAL = 'beheer@borger-odoorn.example'
export const CLERK = 'griffie@borger-odoorn.example'
export const COUNCIL_MEMBER = 'raadslid@borger-odoorn.example'
/** Asked by the municipality, and did not begin. */
export const PARTNER = 'partner@andes.example'
/** Answered some of the questions. */
export const WRITING_PARTNER = 'platform@fietsenhondsrug.example'

/** What a screen that follows others says once it does. */
export const CONNECTED = 'Verbonden. Alles is bewaard.'
