// A small chat server as many are built: Socket.IO in front, PostgreSQL behind. A message is stored before it is acknowledged and delivered to
// the others in its room. One process, prepared statements, a pool of connections, WebSocket only, no compression: Socket.IO at its fastest.
"use strict";
const { createServer } = require("node:http");
const { Pool } = require("pg");
const { Server } = require("socket.io");

const TABLE = `CREATE TABLE IF NOT EXISTS message (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  conversation_id BIGINT NOT NULL,
  client_id UUID NOT NULL,
  sender TEXT NOT NULL,
  body TEXT NOT NULL,
  at TIMESTAMPTZ NOT NULL DEFAULT now(),
  UNIQUE (conversation_id, client_id)
)`;
const INSERT = "INSERT INTO message (conversation_id, client_id, sender, body) VALUES ($1, $2, $3, $4) RETURNING id, at";

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 20 });
const http = createServer((_, answer) => answer.end("ready"));
const io = new Server(http, { transports: ["websocket"], perMessageDeflate: false });

io.on("connection", (socket) => {
  socket.on("join", (conversation, done) => {
    socket.join(`conversation:${conversation}`);
    done(true);
  });
  socket.on("send", async ({ conversation, client_id, body }, done) => {
    try {
      const stored = await pool.query({ name: "insert", text: INSERT, values: [conversation, client_id, socket.id, body] });
      const { id, at } = stored.rows[0];
      socket.to(`conversation:${conversation}`).emit("message", { id, at, conversation, client_id, sender: socket.id, body });
      done({ id, at });
    } catch (error) {
      done({ error: error.message });
    }
  });
});

pool.query(TABLE).then(() => http.listen(Number(process.env.PORT), "127.0.0.1"));
