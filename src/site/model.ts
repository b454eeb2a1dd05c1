// What each public page is made of; the server fills it, the pages only draw it.
import type { ValidityNow } from '#domain/calendar.ts'
import type { ClusterState, RegistryPage, RegistryQuery } from '#domain/registry/view.ts'

/** What surrounds every page. */
export interface Frame {
  /** Address of the style sheet and the script, with their hash. */
  readonly assets: { readonly style: string; readonly script: string }
  /** CSS variables of the theme. */
  readonly themeCss: string
  /** The date in China that states are shown as of. */
  readonly today: string
  /** Pages of the demonstration lie under /demo and say so. */
  readonly demonstration: boolean
}

export interface ListHead {
  readonly code: string
  readonly title: string
  readonly programmeName: string
  readonly year: number | null
  readonly document: string | null
  readonly issued: string | null
  readonly publisher: string | null
  readonly source: string
  readonly validityWorded: string | null
  readonly validity: ValidityNow
}

export interface ListSummary extends ListHead {
  readonly count: number
}

export interface NoticeSummary {
  readonly id: string
  readonly title: string
  readonly firstDay: string
  readonly lastDay: string
  readonly count: number
  readonly phase: 'running' | 'over' | 'published'
}

export interface ProvinceCount {
  readonly code: string
  readonly name: string
  /** null: no list of this registry covers it (台湾, 香港, 澳门). */
  readonly count: number | null
}

export interface HomePage {
  readonly kind: 'home'
  readonly programme: string | undefined
  readonly programmes: readonly {
    readonly code: string
    readonly name: string
    readonly count: number
  }[]
  readonly total: number
  readonly provinces: readonly ProvinceCount[]
  /** Clusters in cities of 新疆生产建设兵团, counted in 新疆. */
  readonly corps: number
  readonly notices: readonly NoticeSummary[]
  readonly lists: readonly ListSummary[]
}

export interface ResultsPage {
  readonly kind: 'results'
  readonly query: RegistryQuery
  readonly result: RegistryPage
}

export interface Successor {
  readonly name: string
  readonly from: string
  readonly reason: string
  readonly source: string
  readonly unsure: string | null
}

export interface Place {
  readonly code: string
  /** Official names from the province down. */
  readonly path: readonly string[]
  readonly successors: readonly Successor[]
}

export interface ClusterListing {
  readonly list: ListHead
  readonly number: number
  readonly printed: string
  readonly printedRegion: string | null
  readonly name: string
  readonly state: ClusterState
  readonly correction: string | null
  readonly unsure: string | null
  readonly repeatOf: number | null
  readonly repeatReason: string | null
  /** Why this row is taken for the same cluster; null for the row that the cluster is named after. */
  readonly link: { readonly reason: string; readonly confidence: string } | null
}

export interface ClusterPage {
  readonly kind: 'cluster'
  readonly id: string
  readonly name: string
  readonly provinceCode: string
  readonly provinceName: string
  readonly places: readonly Place[]
  readonly industry: {
    readonly code: string
    readonly name: string
    readonly section: string
  } | null
  readonly aliases: readonly string[]
  readonly listings: readonly ClusterListing[]
}

export interface ListsPage {
  readonly kind: 'lists'
  readonly lists: readonly ListSummary[]
}

export interface ListRow {
  readonly number: number
  readonly printed: string
  readonly printedRegion: string | null
  readonly name: string
  readonly clusterId: string
  /** Official names: the province, then the places in it. */
  readonly places: readonly string[]
  readonly correction: string | null
  readonly unsure: string | null
  readonly repeatOf: number | null
  readonly state: ClusterState
}

export interface ListPage {
  readonly kind: 'list'
  readonly list: ListHead
  readonly rows: readonly ListRow[]
}

export interface NoticesPage {
  readonly kind: 'notices'
  readonly notices: readonly NoticeSummary[]
}

export interface NoticePage {
  readonly kind: 'notice'
  readonly notice: NoticeSummary & {
    readonly body: string
    readonly workingDays: number
    readonly listCode: string | null
    readonly entries: readonly {
      readonly number: number
      readonly name: string
      readonly regionName: string
    }[]
  }
}

/** What went wrong, that nothing is lost, and where to go on. */
export interface MessagePage {
  readonly kind: 'message'
  readonly status: number
  readonly title: string
  readonly text: string
}

export type Page =
  | HomePage
  | ResultsPage
  | ClusterPage
  | ListsPage
  | ListPage
  | NoticesPage
  | NoticePage
  | MessagePage
