// A Bluesky network of one: a PLC directory in memory and a PDS, both out of the published packages, on loopback only.
// The PDS reads its settings from the PDS_* variables; ours are LIVE_MODULES, LIVE_PLC_PORT and LIVE_READY (a file).
import { writeFileSync } from 'node:fs'
import net from 'node:net'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const listen = net.Server.prototype.listen
net.Server.prototype.listen = function (port, ...rest) {
  return typeof port === 'number' ? listen.call(this, port, '127.0.0.1', ...rest) : listen.call(this, port, ...rest)
}

const env = process.env
const load = createRequire(env.LIVE_MODULES + '/')
const plc = load('@did-plc/server')
const pds = await import(pathToFileURL(env.LIVE_MODULES + '/@atproto/pds/dist/index.js'))

const directory = plc.PlcServer.create({ db: plc.Database.mock(), port: Number(env.LIVE_PLC_PORT) })
await directory.start()
const server = await pds.PDS.fromEnv()
await server.start()
writeFileSync(env.LIVE_READY, 'ready\n')

for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, async () => {
    try { await server.destroy(); await directory.destroy() } finally { process.exit(0) }
  })
}
