// Vitest runs a setup file again for every test file, but not what it imports: so each of these observes once.
import './refusals-seen.ts'
import './tables-seen.ts'
