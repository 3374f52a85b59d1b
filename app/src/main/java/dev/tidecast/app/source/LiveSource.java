package dev.tidecast.app.source;

/** Something that rows keep coming from. */
interface LiveSource {
    /** As logs and pages show it; without secrets. */
    String name();

    /**
     * Reads and delivers until the thread is interrupted.
     *
     * @throws Exception if the source fails; it is started again after a pause and goes on where its stored place says
     */
    void follow(Delivery delivery) throws Exception;
}
