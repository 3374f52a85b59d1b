package dev.tidecast.app.web;

/** One key. */
public record KeyRow(String id, String name, String role, String created, String revoked) {}
