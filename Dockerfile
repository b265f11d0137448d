# Build first: mvn -q package -DskipTests
FROM eclipse-temurin:25-jre

RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/opspilot opspilot
COPY bot/target/opspilot /opt/opspilot

USER opspilot
WORKDIR /var/lib/opspilot
ENV OPSPILOT_HOME=/var/lib/opspilot \
    OPSPILOT_CONFIG=/etc/opspilot/opspilot.yml \
    OPSPILOT_JAVA_OPTS="-XX:MaxRAMPercentage=60"
VOLUME /var/lib/opspilot
EXPOSE 3000

HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["/bin/bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${OPSPILOT_PORT:-3000}; printf 'GET /healthz HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3; head -1 <&3 | grep -q ' 200 '"]

ENTRYPOINT ["/opt/opspilot/bin/opspilot"]
CMD ["serve"]
