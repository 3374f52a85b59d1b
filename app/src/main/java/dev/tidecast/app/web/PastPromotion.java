package dev.tidecast.app.web;

/** A promotion that was. */
public record PastPromotion(String time, String action, String id, String who, String reason) {}
