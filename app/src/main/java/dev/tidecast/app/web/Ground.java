package dev.tidecast.app.web;

/** One event that a forecast rests on. */
public record Ground(UserView.Event event, String day, String change, boolean helps) {}
