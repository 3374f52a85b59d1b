package dev.tidecast.app.web;

/**
 * A user who was found, and what is likely of them.
 *
 * @param last how long ago something was done; empty if nothing is known
 * @param chance of the standard behaviour within the longest horizon; empty if the model does not tell it
 * @param width of its bar, percent
 * @param likeliest what it will be about; empty if that can't be told now
 */
public record UserCard(String user, String last, String chance, String width, String likeliest) {}
