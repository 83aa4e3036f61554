import type { DemoPartner } from './case.ts'
import { homeCare, smallProviders, youthCare } from './sociaal-domein-care.ts'
import { conversations, family, library, literacy, schools, seniors } from './sociaal-domein-groups.ts'
import { confidants, support } from './sociaal-domein-support.ts'
import { cultureCoach, shoppingBus, welfare } from './sociaal-domein-villages.ts'

/** The fourteen contributors of the summer of 2016, in the order of the appendix. */
export const partners: DemoPartner[] = [
  ...[family, literacy, conversations, shoppingBus, seniors, schools, cultureCoach],
  ...[support, confidants, library, welfare, youthCare, homeCare, smallProviders],
]
