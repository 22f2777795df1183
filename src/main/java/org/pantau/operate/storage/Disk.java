package org.pantau.operate.storage;

/** The disk the database lies on: its size, and what may still be written. */
public record Disk(long totalBytes, long freeBytes) {}
