//! Everything that needs a database, on SQLite and on PostgreSQL: actions, HTTP, sockets, isolation.
//!
//! Run it with `script/with-services cargo test -p server --test suite`.

mod harness;

mod accounts;
mod backup;
mod bad_input;
mod businesses;
mod chat_abuse;
mod chat_pages;
mod chats;
mod chats_bot;
mod chats_desk;
mod chats_guests;
mod chats_quiet;
mod chats_speed;
mod chats_tickets;
mod chats_vouched;
mod chats_widget;
mod colleagues;
mod deadlines;
mod demo;
mod desk;
mod figures;
mod forms;
mod help;
mod help_admin;
mod help_pages;
mod http;
mod http_pages;
mod isolation;
mod jobs;
mod journey_pages;
mod journeys;
mod live;
mod main_job;
mod migrations;
mod people;
mod platform;
mod process;
mod queue;
mod queue_crowd;
mod queue_decisions;
mod queue_pages;
mod statements;
mod talk;
mod talks;
mod tickets;
