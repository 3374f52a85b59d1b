package dev.tidecast.app.web;

/** One member. */
public record AudienceMember(String user, String chance, String width) {}
