"""Websockets: rooms, nudges, catch-up. Sockets say that something moved; what moved travels over HTTP."""
