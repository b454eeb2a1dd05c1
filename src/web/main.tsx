// Starts the working application.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { App, ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { NetworkFailure } from './api.ts'
import { createAppRouter } from './routes.tsx'
import { antdTheme, applyTheme } from './theme.ts'
import './ui/app.css'

/** Only a missing answer is worth asking again; a refusal stays a refusal. */
const queries = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) => error instanceof NetworkFailure && failures < 2,
      refetchOnWindowFocus: false,
    },
    mutations: { retry: false },
  },
})

const root = document.getElementById('root')
if (root) {
  applyTheme(document.documentElement)
  const router = createAppRouter(queries)
  createRoot(root).render(
    <StrictMode>
      <ConfigProvider locale={zhCN} theme={antdTheme} button={{ autoInsertSpace: false }}>
        <App>
          <QueryClientProvider client={queries}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </App>
      </ConfigProvider>
    </StrictMode>,
  )
}
